// Sextant beside duckdb-wasm, in real Chromium, on the same files and in the same run.
//   node run.mjs [--dist DIR] [--reps 3] [--suites load,bi,…] [--rows 1000000] [--warm 2] [--engines sextant,duckdb] [--queries total,…] [--page]
// Prints a table and the bars; the raw figures are in .bench/, and --page writes the newest of them into README.md here.
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { barLines, heldTo } from "./bars.mjs";
import { makeFiles } from "./data.mjs";
import { points } from "./growth.mjs";
import { runsOf, writePage } from "./page.mjs";
import { SUITES } from "./queries.mjs";
import { asText, complaints, machineLine, tableOf } from "./report.mjs";
import { keep } from "./results.mjs";
import { measure } from "./session.mjs";
import { startSites } from "./sites.mjs";
import { measureVisit, visitLines } from "./visit.mjs";

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const text = (fallback) => ({ type: "string", default: fallback });
const EVERY = "load,bi,brush,h2o,keep,tiles,large,growth,size";

const { values } = parseArgs({
  options: {
    dist: text(root("dist")), reps: text("3"), suites: text(EVERY), rows: text("1000000"),
    warm: text("2"), engines: text("sextant,duckdb"), queries: text(""), page: { type: "boolean", default: false },
  },
});
const engines = values.engines.split(",");
const names = values.suites.split(",").filter(Boolean);
const asked = names.filter((name) => name !== "size" && name !== "growth").map(suite);
const output = root(".bench");

console.log(machineLine());
const started = machineLine();
const sites = await startSites(values.dist, `${output}/engines`, engines);
const groups = processes();
const files = await makeFiles(`${output}/data`, Number(values.rows), groups.flat().flatMap(({ tables }) => tables));
const results = {};
for (let rep = 0; rep < Number(values.reps); rep += 1) {
  const order = rep % 2 ? [...engines].reverse() : engines;
  for (const group of groups) for (const engine of order) await runOne(group, engine, rep);
}
if (names.includes("size")) results.size = { ...stamp(), visit: await measureVisit(values.dist) };
await sites.close();
process.exit(tell(keep(output, results)) ? 1 : 0);

/** The suites that ask the same table share a browser process, so that a load is measured once in it; each of the others has its own. */
function processes() {
  const together = asked.filter(({ apart }) => !apart);
  const growth = names.includes("growth") ? points.map((point) => ({ ...point, name: "growth" })) : [];
  return [together, ...asked.filter(({ apart }) => apart).map((one) => [one]), ...growth.map((point) => [point])].filter((group) => group.length);
}

function suite(name) {
  if (!SUITES[name]) throw new Error(`there is no suite ${name}: ${EVERY} are there`);
  const wanted = Object.entries(SUITES[name].queries).filter(([query]) => !values.queries || values.queries.split(",").includes(query));
  return { ...SUITES[name], name, queries: Object.fromEntries(wanted) };
}

async function runOne(group, engine, rep) {
  const measured = await measure(sites.adapters[engine], group, files, { warm: Number(values.warm) });
  const run = { id: [stamp().at, group[0].tables[0], engine].join(" "), rep, ...measured };
  for (const { name } of group) (results[name] ??= { ...stamp(), runs: [] }).runs.push(run);
  const loads = Object.entries(run.load).map(([table, { ms }]) => `${table} ${ms.toFixed(0)}`).join(", ");
  console.error(`rep ${rep + 1} ${engine} ${run.version}: ready ${run.readyAt.toFixed(0)}, ${loads} (load average ${run.machineLoad.toFixed(1)})`);
}

function stamp() {
  return { at: new Date().toISOString(), machine: started };
}

/** Prints what was measured now, then every bar by the newest figures; gives how much went wrong. */
function tell(latest) {
  const growth = results.growth?.runs ?? [];
  const runs = runsOf(results);
  if (asked.length) console.log(asText(tableOf(runs, asked)));
  if (growth.length) console.log(asText(tableOf(growth, points)));
  if (results.size) console.log(visitLines(results.size.visit));
  const wrong = complaints([...runs, ...growth]);
  console.log(wrong.length ? wrong.join("\n") : "answers compared: no difference");
  console.log(barLines(heldTo(runsOf(latest), latest.size?.visit)));
  console.log(machineLine());
  if (values.page) writePage(latest, Object.keys(SUITES).filter((name) => latest[name]).map((name) => ({ ...SUITES[name], name })));
  return wrong.length;
}
