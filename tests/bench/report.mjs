// Figures as tables. Only ratios within one run mean anything on a shared machine.
import { cpus, loadavg } from "node:os";

const OURS = "sextant";
const RIVAL = "duckdb";
const TOLERANCE = 1e-6;

export const median = (values) => {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (!sorted.length) return NaN;
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const warmMedian = (times) => median(times.length > 1 ? times.slice(1) : times);
const number = (value) => (Number.isFinite(value) ? value.toFixed(value < 10 ? 1 : 0) : "–");
const ratio = (ours, theirs) => (Number.isFinite(ours / theirs) ? `${(ours / theirs).toFixed(2)} ×` : "–");

export function machineLine() {
  const load = loadavg().map((value) => value.toFixed(1)).join(" ");
  return `${cpus().length} cores (${cpus()[0].model.trim()}), load average ${load}`;
}

/** `runs`: what measure() returned, of both engines. */
export function report(runs, suites, engines) {
  const lines = [];
  const of = (engine) => runs.filter((run) => run.engine === engine);
  const row = (label, figure) => {
    const [ours, theirs] = [OURS, RIVAL].map((engine) => (engines.includes(engine) ? figure(of(engine)) : NaN));
    lines.push([label, number(ours), number(theirs), ratio(ours, theirs)]);
    return [ours, theirs];
  };
  lines.push(["ms, median", "Sextant", "duckdb-wasm", "ratio"]);
  row("engine ready, cold", (all) => median(all.map((run) => run.readyAt)));
  for (const table of new Set(suites.flatMap((suite) => suite.tables))) {
    row(`load ${table}`, (all) => median(all.map((run) => run.load[table]?.ms)));
  }
  row("longest task on the page's thread while sales load", (all) => median(all.map((run) => run.load.sales?.longestTask)));
  row("longest pause of the page's thread while sales load", (all) => median(all.map((run) => run.load.sales?.longestGap)));
  for (const suite of suites) suiteRows(suite, row, lines);
  const restored = (all, figure) => median(all.map((run) => figure(run.restored ?? {})));
  if (runs.some((run) => run.restored)) {
    row("datasets back after a reload, from the engine's start", (all) => restored(all, ({ backAt, readyAt }) => backAt - readyAt));
    row("datasets back after a reload, from the page's start", (all) => restored(all, ({ backAt }) => backAt));
  }
  row("peak memory of the renderer, MB", (all) => median(all.map((run) => run.peakMemoryMb)));
  return [columns(lines), ...differences(runs), ...failures(runs)].join("\n");
}

function suiteRows(suite, row, lines) {
  const names = Object.keys(suite.queries ?? {});
  if (!names.length) return;
  lines.push([suite.title]);
  const pairs = names.map((name) => row(`  ${name}`, (all) => median(all.map((run) => warmMedian(run.queries[name] ?? [])))));
  const both = pairs.filter(([ours, theirs]) => Number.isFinite(ours / theirs));
  if (both.length < 2) return;
  const [ours, theirs] = [0, 1].map((side) => both.reduce((sum, pair) => sum + pair[side], 0));
  lines.push([`  sum of ${both.length}`, number(ours), number(theirs), ratio(ours, theirs)]);
  const mean = Math.exp(both.reduce((sum, [a, b]) => sum + Math.log(a / b), 0) / both.length);
  lines.push(["  geometric mean of the ratios", "", "", `${mean.toFixed(2)} ×`]);
}

function columns(lines) {
  const width = Math.max(...lines.map(([label]) => label.length));
  return lines.map(([label, ...cells]) => label.padEnd(width) + cells.map((cell) => cell.padStart(14)).join("")).join("\n");
}

function differences(runs) {
  const found = [];
  const names = new Set(runs.flatMap((run) => Object.keys(run.digests)));
  for (const name of names) {
    const theirs = runs.find((run) => run.engine === RIVAL && run.digests[name])?.digests[name];
    const ours = runs.find((run) => run.engine === OURS && run.digests[name])?.digests[name];
    if (!theirs || !ours || theirs.passes !== ours.passes) continue;
    const near = Math.abs(theirs.sum - ours.sum) <= TOLERANCE * Math.abs(theirs.sum) + TOLERANCE;
    if (theirs.rows !== ours.rows || !near) {
      found.push(`  ${name}: ${ours.rows} rows, sum ${ours.sum}; duckdb-wasm ${theirs.rows} rows, sum ${theirs.sum}`);
    }
  }
  return ["", found.length ? `answers that DIFFER\n${found.join("\n")}` : "answers compared: no difference"];
}

function failures(runs) {
  const seen = new Set(runs.flatMap((run) => Object.entries(run.failures).map(([name, text]) => `  ${run.engine} ${name}: ${text}`)));
  return seen.size ? [`FAILED\n${[...seen].join("\n")}`] : [];
}
