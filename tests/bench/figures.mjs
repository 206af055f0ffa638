// From what the runs measured to figures: medians over runs, of warm passes.
export const OURS = "sextant";
export const RIVAL = "duckdb";

export const median = (values) => {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (!sorted.length) return NaN;
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** The median of all passes but the first. */
export const warmMedian = (times = []) => median(times.length > 1 ? times.slice(1) : times);

/** The figures of one engine; each is NaN where nothing was measured. */
export function figuresOf(runs, engine) {
  const own = runs.filter((run) => run.engine === engine);
  const over = (pick) => median(own.map(pick));
  return {
    readyAt: over((run) => run.readyAt),
    load: (table) => over((run) => run.load[table]?.ms),
    query: (name) => over((run) => warmMedian(run.queries[name])),
    memory: (suite) => over((run) => run.memoryMb[suite]),
    opened: (part) => over((run) => run.opened?.[part]),
    restored: (pick) => over((run) => run.restored && pick(run.restored)),
    longestWhileLoading: (table) => over((run) => run.load[table]?.longestTask),
    pauseWhileLoading: (table) => over((run) => run.load[table]?.longestGap),
    longestWhileRefreshing: over((run) => run.refreshes && Math.max(...run.refreshes.map(({ longestTask }) => longestTask))),
    firstRefreshed: over((run) => run.refreshes && warmMedian(run.refreshes.map(({ first }) => first))),
  };
}

/** Ours and the rival's figure of each query of a suite. */
export function pairs(runs, suite) {
  const [ours, theirs] = [OURS, RIVAL].map((engine) => figuresOf(runs, engine));
  return Object.keys(suite.queries ?? {}).map((name) => [name, ours.query(name), theirs.query(name)]);
}

/** The ratio of the sums, and the geometric mean of the ratios, over the queries that both answered. */
export function compared(pairs) {
  const both = pairs.filter(([, ours, theirs]) => Number.isFinite(ours / theirs));
  const sum = (side) => both.reduce((total, pair) => total + pair[side], 0);
  const logs = both.reduce((total, [, ours, theirs]) => total + Math.log(ours / theirs), 0);
  return { count: both.length, ours: sum(1), theirs: sum(2), mean: Math.exp(logs / both.length) };
}
