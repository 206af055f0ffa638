// Runs every *.test.mjs here against a built app.
//   node run.mjs [--dist DIR] [--only PART-OF-NAME]
// CHROMIUM names the browser; SEXTANT_SERVER the server's binary.
import { existsSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { runCases } from "./cases.mjs";
import { useDist } from "./folders.mjs";

const { values } = parseArgs({
  options: {
    dist: { type: "string", default: fileURLToPath(new URL("../../dist", import.meta.url)) },
    only: { type: "string" },
    "write-prints": { type: "boolean" },
  },
});
if (!existsSync(`${values.dist}/index.html`)) {
  console.error(`there is no index.html in ${values.dist}: build the app first (make dist), or name its folder with --dist`);
  process.exit(2);
}
useDist(values.dist);
process.on("unhandledRejection", (problem) => console.log(`        left behind: ${problem?.message ?? problem}`));

const total = { passed: 0, failed: 0 };
const here = new URL(".", import.meta.url);
for (const file of readdirSync(here).filter((name) => name.endsWith(".test.mjs")).sort()) {
  console.log(file);
  await import(new URL(file, here));
  const { passed, failed } = await runCases(file, values.only);
  total.passed += passed;
  total.failed += failed;
}
console.log(`browser: ${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed || !total.passed ? 1 : 0);
