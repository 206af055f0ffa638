// Figures as tables: rows of [label, ours, theirs, ratio]. Only ratios within one run mean anything on a shared machine.
import { cpus, loadavg } from "node:os";
import { compared, figuresOf, OURS, pairs, RIVAL } from "./figures.mjs";

const TOLERANCE = 1e-6;

export function machineLine() {
  const load = loadavg().map((value) => value.toFixed(1)).join(" ");
  return `${cpus().length} cores (${cpus()[0].model.trim()}), load average ${load}`;
}

/** `runs`: what measure() returned, of both engines. A row with a label alone is a heading. */
export function tableOf(runs, suites) {
  const [ours, theirs] = [OURS, RIVAL].map((engine) => figuresOf(runs, engine));
  const rows = [];
  const row = (label, figure) => rows.push(compare(label, figure(ours), figure(theirs)));
  row("engine ready, cold", (of) => of.readyAt);
  for (const table of new Set(suites.flatMap((suite) => suite.tables))) {
    row(`load ${table}`, (of) => of.load(table));
    row("  longest task on the page's thread meanwhile", (of) => of.longestWhileLoading(table));
    row("  longest pause of the page's thread meanwhile", (of) => of.pauseWhileLoading(table));
  }
  for (const suite of suites) rows.push(...suiteRows(runs, suite));
  if (suites.some(({ tiles }) => tiles)) dashboardRows(row);
  if (suites.some(({ keep }) => keep)) {
    row("datasets back after a reload, from the engine's start", (of) => of.restored(({ backAt, readyAt }) => backAt - readyAt));
    row("datasets back after a reload, from the page's start", (of) => of.restored(({ backAt }) => backAt));
  }
  for (const { name } of suites) row(`peak memory of the renderer after ${name}, MB`, (of) => of.memory(name));
  return rows.filter(([, ours, theirs]) => ours !== "–" || theirs !== "–");
}

function dashboardRows(row) {
  row("  the first of them drawn", (of) => of.firstRefreshed);
  row("  longest task on the page's thread meanwhile", (of) => of.longestWhileRefreshing);
  row("dashboard opened, first tile drawn", (of) => of.opened("first"));
  row("dashboard opened, all tiles drawn", (of) => of.opened("all"));
  row("  longest task on the page's thread meanwhile", (of) => of.opened("longestTask"));
}

function suiteRows(runs, suite) {
  const found = pairs(runs, suite);
  if (!found.length) return [];
  const rows = [[suite.title], ...found.map(([name, ours, theirs]) => compare(`  ${name}`, ours, theirs))];
  const { count, ours, theirs, mean } = compared(found);
  if (count < 2) return rows;
  return [...rows, compare(`  sum of ${count}`, ours, theirs), ["  geometric mean of the ratios", "", "", `${mean.toFixed(2)} ×`]];
}

function compare(label, ours, theirs) {
  return [label, number(ours), number(theirs), ratio(ours, theirs)];
}

const number = (value) => (Number.isFinite(value) ? value.toFixed(value < 10 ? 1 : 0) : "–");
const ratio = (ours, theirs) => (Number.isFinite(ours / theirs) ? `${(ours / theirs).toFixed(2)} ×` : "–");

/** For a terminal. */
export function asText(rows) {
  const lines = [["ms, median", "Sextant", "duckdb-wasm", "ratio"], ...rows];
  const width = Math.max(...lines.map(([label]) => label.length));
  return lines.map(([label, ...cells]) => label.padEnd(width) + cells.map((cell) => cell.padStart(14)).join("")).join("\n");
}

/** For a page; what belongs to the row above it stands in. */
export function asMarkdown(rows) {
  const indented = (label) => label.replace(/^ +/, "&emsp;");
  const line = ([label, ...cells]) => (cells.length ? `| ${[indented(label), ...cells].join(" | ")} |` : `| **${label}** | | | |`);
  return ["| ms, median | Sextant | duckdb-wasm | ratio |", "|---|--:|--:|--:|", ...rows.map(line)].join("\n");
}

/** Which answers differ and which questions failed, in lines; none when all is well. */
export function complaints(runs) {
  const failures = new Set(runs.flatMap((run) => Object.entries(run.failures).map(([name, text]) => `FAILED ${run.engine} ${name}: ${text}`)));
  return [...differences(runs), ...failures];
}

function differences(runs) {
  const found = [];
  const names = new Set(runs.flatMap((run) => Object.keys(run.digests)));
  for (const name of names) {
    const [theirs, ours] = [RIVAL, OURS].map((engine) => runs.find((run) => run.engine === engine && run.digests[name])?.digests[name]);
    if (!theirs || !ours || theirs.passes !== ours.passes) continue;
    const near = Math.abs(theirs.sum - ours.sum) <= TOLERANCE * Math.abs(theirs.sum) + TOLERANCE;
    if (theirs.rows !== ours.rows || !near) {
      found.push(`DIFFERS ${name}: ${ours.rows} rows, sum ${ours.sum}; duckdb-wasm ${theirs.rows} rows, sum ${theirs.sum}`);
    }
  }
  return found;
}
