// What it must reach: each bar with the suites that measure it, and whether the figure is within it.
import { compared, figuresOf, OURS, pairs, RIVAL } from "./figures.mjs";
import { SUITES } from "./queries.mjs";

const MB = 1e6;

/** Each gets { ours, theirs, runs, visit } and gives its figure; `most` may depend on another figure. */
const BARS = [
  { name: "CSV load, 67.7 MB, to duckdb-wasm's", suite: "load", unit: "×", most: 0.55, figure: ({ ours, theirs }) => ours.load("sales") / theirs.load("sales") },
  { name: "h2o sum of ten, to duckdb-wasm's", suite: "h2o", unit: "×", most: 1, figure: ({ runs }) => total(runs, SUITES.h2o) },
  { name: "BI questions, geometric mean of the ratios", suite: "bi", unit: "×", most: 0.8, figure: ({ runs }) => compared(pairs(runs, SUITES.bi)).mean },
  { name: "a brush step over four charts, 1M rows", suite: "brush", unit: "ms", most: 36, figure: ({ ours }) => ours.query("brush_4_charts") },
  { name: "a brush step over four charts, 10M rows", suite: "large", unit: "ms", most: ({ ours }) => 2 * ours.query("brush_4_charts"), figure: ({ ours }) => ours.query("large_brush") },
  { name: "engine ready, cold", suite: "load", unit: "ms", most: 1000, figure: ({ ours }) => ours.readyAt },
  { name: "first visit, brotli, everything", suite: "size", unit: "MB", most: 5, figure: ({ visit }) => (visit?.all ?? NaN) / MB },
  { name: "peak memory in the BI suite", suite: "bi", unit: "MB", most: 664, figure: ({ ours }) => ours.memory("bi") },
  { name: "twelve tiles over 1M rows asked anew", suite: "tiles", unit: "ms", most: 500, figure: ({ ours }) => ours.query("refresh_12_tiles") },
  { name: "a dashboard opened, first tile", suite: "tiles", unit: "ms", most: 500, figure: ({ ours }) => ours.opened("first") },
  { name: "a dashboard opened, all tiles", suite: "tiles", unit: "ms", most: 2000, figure: ({ ours }) => ours.opened("all") },
  { name: "longest task of the page's thread", suite: "tiles", unit: "ms", most: 100, figure: ({ ours }) => longestTask(ours) },
];

/** Every bar as { name, most, measured, verdict }, written out. */
export function heldTo(runs, visit) {
  const [ours, theirs] = [OURS, RIVAL].map((engine) => figuresOf(runs, engine));
  const given = { ours, theirs, runs, visit };
  return BARS.map(({ name, suite, unit, most, figure }) => {
    const [bar, measured] = [typeof most === "function" ? most(given) : most, figure(given)];
    const known = Number.isFinite(bar) && Number.isFinite(measured);
    const verdict = known ? (measured <= bar ? "met" : "missed") : `not measured: ask suite ${suite}`;
    return { name, most: `≤ ${written(bar, unit)}`, measured: written(measured, unit), verdict };
  });
}

/** For a terminal. */
export function barLines(bars) {
  const width = Math.max(...bars.map(({ name }) => name.length));
  return bars.map(({ name, most, measured, verdict }) => `bar ${name.padEnd(width)}  ${most.padEnd(12)} measured ${measured.padEnd(10)} ${verdict}`).join("\n");
}

/** For a page. */
export function barTable(bars) {
  const line = ({ name, most, measured, verdict }) => `| ${name} | ${most} | ${measured} | ${verdict === "missed" ? "**missed**" : verdict} |`;
  return ["| bar | at most | measured | |", "|---|--:|--:|---|", ...bars.map(line)].join("\n");
}

function total(runs, suite) {
  const { ours, theirs } = compared(pairs(runs, suite));
  return ours / theirs;
}

/** While sales and the large table load, and while a dashboard is opened and asked anew. */
function longestTask(ours) {
  const known = [ours.longestWhileLoading("sales"), ours.longestWhileLoading("large"), ours.opened("longestTask"), ours.longestWhileRefreshing].filter(Number.isFinite);
  return known.length ? Math.max(...known) : NaN;
}

function written(value, unit) {
  if (!Number.isFinite(value)) return "–";
  return `${unit === "×" ? value.toFixed(2) : unit === "MB" && value < 100 ? value.toFixed(1) : value.toFixed(0)} ${unit}`;
}
