// Sextant beside duckdb-wasm, in real Chromium, on the same files and in the same run.
//   node run.mjs [--dist DIR] [--reps 3] [--suites load,bi,brush,h2o,keep,large,size] [--rows 1000000] [--warm 2] [--engines sextant,duckdb]
// Prints a table; the raw figures are in .bench/.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { serve } from "../browser/site.mjs";
import { makeFiles } from "./data.mjs";
import { SUITES } from "./queries.mjs";
import { machineLine, report } from "./report.mjs";
import { inFreshBrowser, measure } from "./session.mjs";

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const text = (fallback) => ({ type: "string", default: fallback });

const { values } = parseArgs({
  options: {
    dist: text(root("dist")), reps: text("3"), suites: text("bi,brush,h2o,size"), rows: text("1000000"),
    warm: text("2"), engines: text("sextant,duckdb"), queries: text(""),
  },
});
const names = values.suites.split(",");
const engines = values.engines.split(",");
const output = root(".bench");
mkdirSync(output, { recursive: true });

/** The suites that share tables share a browser process, so that a load is measured once in it. */
const APART = ["h2o", "large", "keep"];
const processes = [names.filter((name) => ![...APART, "size"].includes(name)), ...APART.map((apart) => names.filter((name) => name === apart))]
  .map((group) => group.map(suite))
  .filter((group) => group.length);

function suite(name) {
  if (name === "load") return { title: "Load", tables: ["sales"], queries: {} };
  if (name === "keep") return { title: "Kept in the browser", tables: ["sales"], queries: {}, keep: true };
  if (!SUITES[name]) throw new Error(`there is no suite ${name}: load, keep, ${Object.keys(SUITES).join(", ")} and size are there`);
  const wanted = Object.entries(SUITES[name].queries).filter(([query]) => !values.queries || values.queries.split(",").includes(query));
  return { ...SUITES[name], queries: Object.fromEntries(wanted) };
}

const sources = await bundle();
const site = await startSites();
const adapters = {
  duckdb: { name: "duckdb", open: (page) => page.goto(`${site.rival.origin}/duckdb.html`).then(() => until(page, () => Boolean(window.rival))) },
  sextant: { name: "sextant", open: (page) => openSextant(page), restore: (page) => restoreSextant(page) },
};

console.log(machineLine());
const runs = [];
if (processes.length) await runAll(await makeFiles(`${output}/data`, Number(values.rows), processes.flat().flatMap(({ tables }) => tables)));
if (names.includes("size")) await firstVisit();
console.log(machineLine());
await Promise.all([site.rival.close(), site.app?.close()]);
process.exit(runs.some((run) => Object.keys(run.failures).length) ? 1 : 0);

async function runAll(files) {
  for (let rep = 0; rep < Number(values.reps); rep += 1) {
    const order = rep % 2 ? [...engines].reverse() : engines;
    for (const group of processes) for (const engine of order) {
      const run = await measure(adapters[engine], group, files, { warm: Number(values.warm) });
      runs.push({ ...run, rep });
      const loads = Object.entries(run.load).map(([table, { ms }]) => `${table} ${ms.toFixed(0)}`).join(", ");
      console.error(`rep ${rep + 1} ${engine} ${run.version}: ready ${run.readyAt.toFixed(0)}, ${loads} (load average ${run.machineLoad.toFixed(1)})`);
    }
  }
  const stamp = new Date().toISOString().replaceAll(":", "-").slice(0, 19);
  writeFileSync(`${output}/${stamp}.json`, JSON.stringify({ rows: Number(values.rows), loadavg: loadavg(), runs }, null, 1));
  console.log(report(runs, processes.flat(), engines));
}

/** What a first visit costs on the wire, until the engine is ready and the page has come to rest. */
async function firstVisit() {
  if (!site.app) return;
  const app = await serve(values.dist, { precompressed: true });
  await inFreshBrowser(async (page) => {
    await page.goto(app.url, { waitUntil: "load" });
    await page.evaluate(() => window.sextant.ready);
    const ready = wireBytes(app.log);
    for (let before = -1; before !== app.log.length; ) {
      before = app.log.length;
      await new Promise((done) => setTimeout(done, 3_000));
    }
    const all = wireBytes(app.log);
    const brotli = existsSync(`${values.dist}/index.html.br`) ? "brotli" : "NOT compressed: dist has no .br files";
    console.log(`first visit, until the engine is ready  ${megabytes(ready.once)} MB (${brotli})`);
    console.log(`first visit, everything                 ${megabytes(all.once)} MB, ${all.files} files; sent ${megabytes(all.sent)} MB in ${all.requests} requests`);
    for (const [path, bytes] of all.largest) console.log(`  ${megabytes(bytes)} MB  ${path}`);
  });
  await app.close();
}

function wireBytes(log) {
  const once = new Map();
  for (const { path, bytes } of log) once.set(path.split("?")[0], Math.max(bytes, once.get(path.split("?")[0]) ?? 0));
  const largest = [...once].sort((a, b) => b[1] - a[1]).slice(0, 6);
  const total = (values) => values.reduce((sum, value) => sum + value, 0);
  return { once: total([...once.values()]), sent: total(log.map(({ bytes }) => bytes)), files: once.size, requests: log.length, largest };
}

function megabytes(bytes) {
  return (bytes / 1e6).toFixed(2);
}

async function openSextant(page) {
  await page.goto(site.app.url);
  await until(page, () => Boolean(window.sextant));
  await page.evaluate(sources.sextant);
}

/** Waits until everything is stored, loads the page anew, and says when the engine was ready and when the datasets were back. */
async function restoreSextant(page) {
  const tables = await page.evaluate(async () => (await window.sextant.datasets()).map(({ name }) => name));
  await page.evaluate(untilStored, tables);
  await page.reload();
  await until(page, () => Boolean(window.sextant));
  const back = await page.evaluate(async () => {
    const datasets = await window.sextant.datasets();
    return { backAt: performance.now(), readyAt: window.sextant.readyAt, datasets: datasets.length };
  });
  if (back.datasets !== tables.length) throw new Error(`${back.datasets} of ${tables.length} datasets came back`);
  return back;
}

/** Runs in the page. */
async function untilStored(tables) {
  const done = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }));
  for (;;) {
    const database = await done(indexedDB.open("sextant-frames"));
    const names = [...database.objectStoreNames].includes("datasets") ? await done(database.transaction("datasets").objectStore("datasets").getAllKeys()) : [];
    database.close();
    if (tables.every((table) => names.includes(table))) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function until(page, condition) {
  while (!(await page.evaluate(condition))) await new Promise((done) => setTimeout(done, 20));
}

async function startSites() {
  const rival = await serve(`${output}/engines`, { mounts: { "/modules/": here("node_modules") } });
  const app = existsSync(`${values.dist}/index.html`) ? await serve(values.dist, { precompressed: true }) : null;
  if (!app && engines.includes("sextant")) throw new Error(`there is no index.html in ${values.dist}: run make dist first`);
  return { rival, app };
}

/** The rival gets a page of its own; ours is told to the running app, whose policy allows no script but its own. */
async function bundle() {
  const common = { bundle: true, minify: true, target: "es2022", write: false };
  const duckdb = await build({ ...common, entryPoints: [here("engines/duckdb.mjs")], format: "esm" });
  const sextant = await build({ ...common, entryPoints: [here("engines/sextant.mjs")], format: "iife" });
  mkdirSync(`${output}/engines`, { recursive: true });
  writeFileSync(`${output}/engines/duckdb.js`, duckdb.outputFiles[0].text);
  writeFileSync(`${output}/engines/duckdb.html`, '<!doctype html><meta charset="utf-8"><title>duckdb-wasm</title><body><script type="module" src="duckdb.js"></script>');
  return { sextant: sextant.outputFiles[0].text };
}
