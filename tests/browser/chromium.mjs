// A real Chromium that can reach this machine's loopback and nothing else; what it tries beyond that is written down.
import http from "node:http";
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { afterwards } from "./cases.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-domain-reliability",
  "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication",
];

/** Where Chromium itself calls, whatever page is open. */
const BROWSERS_OWN = /^(https?:\/\/)?(clients2\.google|update\.googleapis|accounts\.google|optimizationguide-pa\.googleapis|content-autofill\.googleapis|safebrowsing\.googleapis|redirector\.gvt1)\.com[:/]/;

export const DESKTOP = { width: 1360, height: 860 };
export const PHONE = { width: 390, height: 844 };

export function chromiumPath() {
  return process.env.CHROMIUM ?? execFileSync("which", ["chromium"]).toString().trim();
}

/** An empty profile folder that is removed when the file's cases are done. */
export function newProfile() {
  const folder = mkdtempSync(join(tmpdir(), "sextant-profile-"));
  afterwards(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/**
 * Starts Chromium on `profile` and returns { context, page, seen, close }.
 * `seen` collects what must not happen: `outside` addresses, `violations` of the policy, console `errors`.
 */
export async function launch({ profile = newProfile(), viewport = DESKTOP, theme = "light", touch = false } = {}) {
  const seen = { outside: [], violations: [], errors: [] };
  const gate = await refuseEverything(seen.outside);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: true,
    args: [...FLAGS, `--proxy-server=${gate.url}`],
    viewport,
    colorScheme: theme,
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  await context.addInitScript(rememberWorkersAndViolations);
  await context.exposeBinding("__violated", (_, what) => seen.violations.push(what));
  context.on("page", (page) => listen(page, seen));
  const page = context.pages()[0] ?? (await context.newPage());
  listen(page, seen);
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await context.close();
    await gate.close();
  };
  afterwards(close);
  return { context, page, seen, close };
}

const listened = new WeakSet();

function listen(page, seen) {
  if (listened.has(page)) return;
  listened.add(page);
  page.setDefaultTimeout(30_000);
  const complained = (message) => {
    if (message.type() === "error") seen.errors.push(`${message.text()} (${message.location().url})`);
  };
  page.on("console", complained);
  page.on("worker", (worker) => worker.on("console", complained));
  page.on("pageerror", (problem) => seen.errors.push(String(problem.stack ?? problem)));
}

/** Loopback does not go through a proxy, so whatever arrives here was meant for elsewhere. */
async function refuseEverything(attempts) {
  const note = ({ url }) => BROWSERS_OWN.test(url) || attempts.push(url);
  const server = http.createServer((request, response) => {
    note(request);
    response.writeHead(502).end();
  });
  server.on("connect", (request, socket) => {
    note(request);
    socket.end("HTTP/1.1 502 Refused\r\n\r\n");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { url: `http://127.0.0.1:${server.address().port}`, close: stop };
}

/** Runs in the page before anything of it: keeps its workers in reach, so that a test can kill one. */
function rememberWorkersAndViolations() {
  addEventListener("securitypolicyviolation", (event) => {
    window.__violated?.(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`);
  });
  if (!window.Worker) return;
  const started = (window.__workers = []);
  window.Worker = class extends window.Worker {
    constructor(...given) {
      super(...given);
      started.push(this);
    }
  };
}
