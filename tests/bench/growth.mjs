// How cost grows: one table for each point, each read and asked in a browser of its own.

export const COLUMN_ROWS = 100_000;
export const GROUP_ROWS = 1_000_000;

/** What grows, over which sizes, and what is asked of each table. */
export const SERIES = [
  { name: "rows", title: "Rows", told: "ten columns, 120 groups", sizes: [10_000, 100_000, 1_000_000, 10_000_000], group: "shop", value: "price" },
  { name: "columns", title: "Columns", told: "100,000 rows, 100 groups", sizes: [2, 5, 10, 20, 50, 100, 200], group: "key", value: "value" },
  { name: "groups", title: "Groups", told: "1,000,000 rows, three columns", sizes: [10, 100, 1_000, 10_000, 100_000, 1_000_000], group: "key", value: "value" },
];

/** A suite for each point. */
export const points = SERIES.flatMap((series) => series.sizes.map((size) => point(series, size)));

/** The name of a point's table. */
export function tableOf({ name }, size) {
  return `${name}_${size}`;
}

/** The name of the question that is asked of a table. */
export function questionOf(table) {
  return `sum of ${table}`;
}

function point(series, size) {
  const table = tableOf(series, size);
  const { group, value } = series;
  const query = `SELECT ${group}, sum(${value}) AS total FROM ${table} WHERE ${value} >= $STEP GROUP BY ${group}`;
  return { title: `${series.title}: ${size}`, tables: [table], warm: 4, queries: { [questionOf(table)]: query } };
}
