// The two sides: each served by a server that only sends files, and driven through the same few functions.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { serve } from "../browser/site.mjs";
import { measureDashboard, storeDashboard } from "./dashboard.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Serves both; `adapters` open an engine in a page. `folder` takes what is built for it. */
export async function startSites(dist, folder, engines) {
  const sources = await bundle(folder);
  const rival = await serve(folder, { mounts: { "/modules/": here("node_modules") } });
  const app = existsSync(`${dist}/index.html`) ? await serve(dist, { precompressed: true }) : null;
  if (!app && engines.includes("sextant")) throw new Error(`there is no index.html in ${dist}: run make dist first`);
  const adapters = {
    duckdb: { name: "duckdb", open: (page) => page.goto(`${rival.origin}/duckdb.html`).then(() => until(page, () => Boolean(window.rival))) },
    sextant: { name: "sextant", open: (page) => openSextant(page, app.url, sources.sextant), restore: restoreSextant, tiles: askTiles },
  };
  return { adapters, close: () => Promise.all([rival.close(), app?.close()]) };
}

async function openSextant(page, url, source) {
  await page.goto(url);
  await until(page, () => Boolean(window.sextant));
  await page.evaluate(source);
}

/** Brings the dashboard and the data back by loading the page anew, and measures it. */
async function askTiles(page, suite, result) {
  await storeDashboard(page);
  await restoreSextant(page);
  const { opened, refreshes, digest } = await measureDashboard(page);
  Object.assign(result, { opened, refreshes });
  result.queries.refresh_12_tiles = refreshes.map(({ all }) => all);
  result.digests.refresh_12_tiles = digest;
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

/** The rival gets a page of its own; ours is told to the running app, whose policy allows no script but its own. */
async function bundle(folder) {
  const common = { bundle: true, minify: true, target: "es2022", write: false };
  const duckdb = await build({ ...common, entryPoints: [here("engines/duckdb.mjs")], format: "esm" });
  const sextant = await build({ ...common, entryPoints: [here("engines/sextant.mjs")], format: "iife" });
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/duckdb.js`, duckdb.outputFiles[0].text);
  writeFileSync(`${folder}/duckdb.html`, '<!doctype html><meta charset="utf-8"><title>duckdb-wasm</title><body><script type="module" src="duckdb.js"></script>');
  return { sextant: sextant.outputFiles[0].text };
}
