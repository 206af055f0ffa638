// Runs npm's wasm-opt: Debian's does not know what rustc emits.
import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const tool = fileURLToPath(new URL("../bridge/node_modules/.bin/wasm-opt", import.meta.url));
const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue", "simd"];

/** Optimises a wasm file in place. */
export async function optimize(path, level) {
  const before = (await stat(path)).size;
  const started = Date.now();
  await promisify(execFile)(tool, [level, ...FEATURES.map((name) => `--enable-${name}`), path, "-o", path], {
    maxBuffer: 1 << 26,
    env: { ...process.env, NODE_OPTIONS: "--max-old-space-size=8192" },
  });
  const after = (await stat(path)).size;
  console.log(`wasm-opt ${level} ${path.split("/").at(-1)}: ${before} -> ${after} bytes in ${Math.round((Date.now() - started) / 1000)} s`);
}
