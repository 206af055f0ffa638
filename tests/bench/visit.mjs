// What a first visit costs on the wire, until the engine is ready and the page has come to rest.
import { existsSync } from "node:fs";
import { serve } from "../browser/site.mjs";
import { inFreshBrowser } from "./session.mjs";

const REST_MS = 3_000;

/** { ready, all, files, largest, brotli }, in bytes. */
export async function measureVisit(dist) {
  const app = await serve(dist, { precompressed: true });
  const visit = await inFreshBrowser(async (page) => {
    await page.goto(app.url, { waitUntil: "load" });
    await page.evaluate(() => window.sextant.ready);
    const ready = onWire(app.log).bytes;
    for (let before = -1; before !== app.log.length; ) {
      before = app.log.length;
      await new Promise((done) => setTimeout(done, REST_MS));
    }
    const { bytes, files, largest } = onWire(app.log);
    return { ready, all: bytes, files, largest, brotli: existsSync(`${dist}/index.html.br`) };
  });
  await app.close();
  return visit;
}

/** In lines, for a terminal. */
export function visitLines({ ready, all, files, largest, brotli }) {
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
  return [
    `first visit, until the engine is ready  ${megabytes(ready)} (${brotli ? "brotli" : "NOT compressed: dist has no .br files"})`,
    `first visit, everything                 ${megabytes(all)}, ${files} files`,
    ...largest.map(([path, bytes]) => `  ${megabytes(bytes)}  ${path}`),
  ].join("\n");
}

/** Each file once, however often it was asked for. */
function onWire(log) {
  const once = new Map();
  for (const { path, bytes } of log) once.set(path.split("?")[0], Math.max(bytes, once.get(path.split("?")[0]) ?? 0));
  const bytes = [...once.values()].reduce((sum, value) => sum + value, 0);
  return { bytes, files: once.size, largest: [...once].sort((a, b) => b[1] - a[1]).slice(0, 6) };
}
