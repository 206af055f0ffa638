// One run of one engine: a fresh browser process with a fresh profile, loads, then each query cold and warm.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { statements } from "./queries.mjs";
import { installWatch } from "./watch.mjs";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
/** A query slower than this is not asked again: the figure is clear. */
const SLOW_MS = 5_000;
const TIMEOUT_MS = 300_000;

const executablePath = process.env.CHROMIUM ?? execFileSync("which", ["chromium"]).toString().trim();

/** Calls `body` with a page in a browser of its own. */
export async function inFreshBrowser(body) {
  const profile = mkdtempSync(join(tmpdir(), "sextant-bench-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: FLAGS });
  try {
    await context.addInitScript(installWatch);
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(TIMEOUT_MS);
    return await body(page, context);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Loads the tables of `suites` and asks their queries; everything it measured, in milliseconds. */
export async function measure(engine, suites, files, { warm }) {
  return inFreshBrowser(async (page) => {
    const result = { engine: engine.name, load: {}, queries: {}, digests: {}, failures: {}, memoryMb: {}, machineLoad: loadavg()[0] };
    await engine.open(page);
    result.readyAt = await page.evaluate(() => window.rival.readyAt());
    result.version = await page.evaluate(() => window.rival.version());
    const tables = new Set(suites.flatMap((suite) => suite.tables));
    for (const table of tables) result.load[table] = await load(page, table, files[table]);
    for (const suite of suites) {
      await askAll(page, engine, suite, files, { result, warm });
      result.memoryMb[suite.name] = await peakMemoryMb(page.context()).catch(() => null);
    }
    result.peakMemoryMb = Object.values(result.memoryMb).at(-1);
    return result;
  });
}

/** A suite with a dashboard asks the statements of its tiles where there is no dashboard to open. */
async function askAll(page, engine, suite, files, { result, warm }) {
  const failed = (name) => (problem) => (result.failures[name] = firstLine(problem));
  if (suite.keep && engine.restore) result.restored = await engine.restore(page);
  if (suite.tiles && engine.tiles) {
    await engine.tiles(page, suite.name, result).catch(failed(suite.name));
    return;
  }
  const rows = files[suite.tables[0]].rows;
  for (const [name, query] of Object.entries(suite.queries ?? {})) {
    const asked = await ask(page, query, rows, suite.warm ?? warm).catch(failed(name));
    if (asked.times) [result.queries[name], result.digests[name]] = [asked.times, asked.digest];
  }
}

const firstLine = (problem) => String(problem.message ?? problem).split("\n")[0].slice(0, 200);

/** A disk-backed file from a file input, as a person's is; the page's own thread is watched meanwhile. */
async function load(page, name, { file, rows }) {
  await page.evaluate(() => {
    document.getElementById("bench-file")?.remove();
    document.body.append(Object.assign(document.createElement("input"), { type: "file", id: "bench-file" }));
  });
  await page.setInputFiles("#bench-file", file);
  const loaded = await page.evaluate(timedLoad, name);
  if (loaded.rows !== rows) throw new Error(`${name} has ${loaded.rows} rows, not ${rows}`);
  return loaded;
}

/** Runs in the page. */
async function timedLoad(name) {
  const file = document.getElementById("bench-file").files[0];
  const endWatch = window.benchWatch();
  const started = performance.now();
  const rows = await window.rival.load(name, file);
  const ms = performance.now() - started;
  await new Promise((done) => setTimeout(done, 300));
  return { ms, rows, ...endWatch() };
}

async function ask(page, query, rows, warm) {
  const passes = Array.from({ length: 1 + warm }, (_, pass) => statements(query, pass, rows));
  return page.evaluate(async ([passes, slow]) => {
    const times = [];
    let answers;
    for (const statements of passes) {
      answers = [];
      const started = performance.now();
      for (const statement of statements) answers.push(await window.rival.query(statement));
      times.push(performance.now() - started);
      if (times.at(-1) > slow) break;
    }
    return { times, digest: { ...(await window.rival.digest(answers)), passes: times.length } };
  }, [passes, SLOW_MS]);
}

/** The most that any renderer process ever held, its workers included. */
async function peakMemoryMb(context) {
  const session = await context.browser()?.newBrowserCDPSession().catch(() => null);
  if (!session) return null;
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const held = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => highWater(id));
  return Math.max(...held);
}

function highWater(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
  } catch {
    return 0;
  }
}
