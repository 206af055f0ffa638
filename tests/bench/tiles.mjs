// The twelve tiles, each as the app's own question and as the statement that asks the rival the same; and the tile whose bars are clicked.
const REVENUE = { aggregate: "expression", expression: "sum(price * qty)", name: "revenue" };
const ORDERS = { aggregate: "count", name: "orders" };
const YEAR = { column: "date", by: { grain: "year" } };
const PICKED = "FROM sales WHERE date >= DATE '$YEAR-01-01' AND date < DATE '$NEXT-01-01'";

/** How many years the sales span: each is picked once. */
export const YEARS = [2020, 2021, 2022, 2023, 2024];

/** The tile that is clicked; a tile never sees its own pick, so it is none of the twelve. */
export const PICKER = tile("Orders by year", [0, 0, 6, 5], "column", { groups: [YEAR], measures: [ORDERS] });

export const TILES = [
  tile("Revenue", [6, 0, 3, 2], "kpi", { measures: [REVENUE] }, `SELECT sum(price * qty) AS revenue ${PICKED}`),
  tile("Orders", [9, 0, 3, 2], "kpi", { measures: [ORDERS] }, `SELECT count(*) AS orders ${PICKED}`),
  tile("Customers", [6, 2, 3, 3], "kpi", { measures: [{ aggregate: "distinct", column: "customer", name: "customers" }] }, `SELECT count(DISTINCT customer) AS customers ${PICKED}`),
  tile("Revenue by region", [9, 2, 3, 3], "bar", { groups: [{ column: "region" }], measures: [REVENUE] }, `SELECT region, sum(price * qty) AS revenue ${PICKED} GROUP BY region`),
  tile("Revenue by month", [0, 5, 6, 5], "line", { groups: [{ column: "date", by: { grain: "month" } }], measures: [REVENUE] }, `SELECT date_trunc('month', date) AS month, sum(price * qty) AS revenue ${PICKED} GROUP BY month`),
  tile("Pieces by category", [6, 5, 6, 5], "column", { groups: [{ column: "category" }], measures: [{ aggregate: "sum", column: "qty" }] }, `SELECT category, sum(qty) AS pieces ${PICKED} GROUP BY category`),
  tile("Prices", [0, 10, 6, 5], "histogram", { groups: [{ column: "price", by: { width: 10 } }], measures: [ORDERS] }, `SELECT floor(price / 10) * 10 AS bin, count(*) AS orders ${PICKED} GROUP BY bin`),
  tile("Ten best customers", [6, 10, 6, 5], "bar", { groups: [{ column: "customer" }], measures: [REVENUE], top: { count: 10, by: "revenue" } }, `SELECT customer, sum(price * qty) AS revenue ${PICKED} GROUP BY customer ORDER BY revenue DESC LIMIT 10`),
  tile("Orders by region and weekday", [0, 15, 6, 5], "heatmap", { groups: [{ column: "region" }, { column: "date", by: { grain: "weekday" } }], measures: [ORDERS] }, `SELECT region, isodow(date) AS weekday, count(*) AS orders ${PICKED} GROUP BY region, weekday`),
  tile("Price and pieces of categories", [6, 15, 6, 5], "scatter", { groups: [{ column: "category" }], measures: [{ aggregate: "mean", column: "price" }, { aggregate: "sum", column: "qty" }] }, `SELECT category, avg(price) AS price, sum(qty) AS pieces ${PICKED} GROUP BY category`),
  tile("Revenue by quarter and region", [0, 20, 12, 5], "stacked_bar", { groups: [{ column: "date", by: { grain: "quarter" } }, { column: "region" }], measures: [REVENUE] }, `SELECT date_trunc('quarter', date) AS quarter, region, sum(price * qty) AS revenue ${PICKED} GROUP BY quarter, region`),
  tile("Largest orders", [0, 25, 12, 5], "table", { columns: ["id", "date", "region", "customer", "qty", "price"], sort: [{ by: "price" }, { by: "id", order: "ascending" }], limit: 20 }, `SELECT id, date, region, customer, qty, price ${PICKED} ORDER BY price DESC, id LIMIT 20`),
];

/** The question of a tile under the pick of a year, as the dashboard asks it. */
export function filtered({ question }, year) {
  return { ...question, filter: { in: { ...YEAR, values: [`${year}-01-01`] } } };
}

/** The dashboard as the app stores it. */
export function dashboard(id) {
  const placed = ({ title, place: [x, y, width, height], kind, question }, index) => ({
    id: `${id}-${index}`,
    tile: { title, question, chart: { kind } },
    place: { x, y, width, height },
  });
  return { dashboard: { id, title: "Sales", tiles: [PICKER, ...TILES].map(placed) }, history: { undo: [], redo: [] }, changed: 0 };
}

function tile(title, place, kind, query, sql) {
  return { title, place, kind, question: { kind: "query", from: "sales", ...query }, sql };
}
