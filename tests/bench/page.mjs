// The benchmark page: writes the newest figures of every suite into this folder's README.md, and the growth as a picture.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { barTable, heldTo } from "./bars.mjs";
import { figuresOf, OURS, RIVAL } from "./figures.mjs";
import { questionOf, SERIES, tableOf as growthTable } from "./growth.mjs";
import { duration, smallMultiples } from "./plot.mjs";
import { asMarkdown, complaints, tableOf } from "./report.mjs";

const PAGE = fileURLToPath(new URL("README.md", import.meta.url));
const PICTURE = fileURLToPath(new URL("../../.github/growth.svg", import.meta.url));
const BLOCK = /(<!-- figures -->\n)[\s\S]*(<!-- \/figures -->)/;

/** Writes the page; `latest` is what Results keeps, `suites` are those that were asked, in order. */
export function writePage(latest, suites) {
  const text = readFileSync(PAGE, "utf8");
  if (!BLOCK.test(text)) throw new Error("tests/bench/README.md has no place for the figures: it must hold <!-- figures --> and <!-- /figures -->");
  writeFileSync(PAGE, text.replace(BLOCK, (_, begin, end) => `${begin}\n${figures(latest, suites)}\n\n${end}`));
  const growth = latest.growth?.runs;
  if (growth) writeFileSync(PICTURE, picture(growth));
}

function figures(latest, suites) {
  const runs = runsOf(latest);
  const parts = ["### The bars", barTable(heldTo(runs, latest.size?.visit)), "### Beside duckdb-wasm"];
  for (const suite of suites) {
    const { at, machine, runs: own } = latest[suite.name];
    parts.push(`#### ${suite.name}`, `${at.slice(0, 16).replace("T", " ")} UTC, ${count(own)}; ${machine}.`, asMarkdown(tableOf(own, [suite])));
    parts.push(...complaints(own).map((line) => `- ${line}`));
  }
  const { size, growth } = latest;
  if (size) parts.push("#### size", visitLines(size));
  if (growth) parts.push("### How cost grows", `${growth.at.slice(0, 16).replace("T", " ")} UTC, ${count(growth.runs)}; ${growth.machine}.`, ...SERIES.map((series) => growthMarkdown(growth.runs, series)));
  return parts.join("\n\n");
}

/** Every run once, though suites that shared a browser share it. */
export function runsOf(latest) {
  const runs = Object.entries(latest).filter(([name]) => name !== "growth" && name !== "size").flatMap(([, { runs }]) => runs);
  return [...new Map(runs.map((run) => [run.id, run])).values()];
}

const count = (runs) => {
  const times = new Set(runs.map(({ rep }) => rep)).size;
  return times === 1 ? "one run" : `medians of ${times} runs`;
};

function visitLines({ at, visit }) {
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
  return `${at.slice(0, 10)}: ${megabytes(visit.ready)} until the engine is ready, ${megabytes(visit.all)} in all, ${visit.brotli ? "compressed with brotli" : "NOT compressed"}.`;
}

function growthMarkdown(runs, series) {
  const [ours, theirs] = [OURS, RIVAL].map((engine) => figuresOf(runs, engine));
  const written = (value) => (Number.isFinite(value) ? duration(value) : "–");
  const line = (size) => {
    const table = growthTable(series, size);
    const question = questionOf(table);
    return `| ${size.toLocaleString("en")} | ${[ours.load(table), theirs.load(table), ours.query(question), theirs.query(question)].map(written).join(" | ")} |`;
  };
  const head = `| ${series.title} | load, Sextant | load, duckdb-wasm | question, Sextant | question, duckdb-wasm |`;
  return [`${series.title}, with ${series.told}:`, "", head, "|--:|--:|--:|--:|--:|", ...series.sizes.map(line)].join("\n");
}

function picture(runs) {
  const engines = [["Sextant", "ours", figuresOf(runs, OURS)], ["duckdb-wasm", "rival", figuresOf(runs, RIVAL)]];
  const panel = (what, figure) => (series) => ({
    title: `${what}, by ${series.title.toLowerCase()}`,
    told: series.told,
    ticks: series.sizes.filter(isTick).map((size) => [size, short(size)]),
    lines: engines.map(([name, colour, of]) => ({
      name, colour,
      points: series.sizes.map((size) => [size, figure(of, growthTable(series, size))]).filter(([, y]) => Number.isFinite(y)),
    })),
  });
  return smallMultiples({
    title: "How cost grows",
    description: "Time to read a CSV, and to filter, group and sum it, in the browser; both axes are logarithmic. Lower is better.",
    rows: [
      SERIES.map(panel("Load", (of, table) => of.load(table))),
      SERIES.map(panel("Question", (of, table) => of.query(questionOf(table)))),
    ],
  });
}

/** Not every size has room for its figure. */
const isTick = (size, index, all) => all.length < 7 || index % 2 === 0;

function short(size) {
  const [value, unit] = size >= 1e6 ? [size / 1e6, "M"] : size >= 1e3 ? [size / 1e3, "k"] : [size, ""];
  return `${value}${unit}`;
}
