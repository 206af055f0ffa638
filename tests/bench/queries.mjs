// What is asked. Each query is one statement, or several that a person's one gesture asks for together.
import { TILES, YEARS } from "./tiles.mjs";

const MONTH = "date_trunc('month', date)";
const YEAR_2022 = "date >= DATE '2022-01-01' AND date < DATE '2023-01-01'";
const BRUSHED = "FROM sales WHERE price >= $LOW AND price < $HIGH";

/** By name; each that is `apart` has a browser of its own. */
export const SUITES = {
  load: { title: "Load", tables: ["sales"], queries: {} },
  bi: {
    title: "BI questions over sales",
    tables: ["sales", "customers"],
    queries: {
      total: "SELECT count(*) AS n_$STEP, sum(qty) AS quantity, avg(price) AS price FROM sales",
      by_region: "SELECT region, sum(price * qty) AS revenue_$STEP FROM sales GROUP BY region ORDER BY revenue_$STEP DESC",
      category_by_month: `SELECT category, ${MONTH} AS month, sum(qty) AS quantity, avg(price) AS price_$STEP FROM sales GROUP BY category, month ORDER BY category, month`,
      filter_group_top10: `SELECT customer, sum(price * qty) AS revenue, count(*) AS n_$STEP FROM sales WHERE ${YEAR_2022} AND region IN ('North', 'South') GROUP BY customer ORDER BY revenue DESC LIMIT 10`,
      text_contains: "SELECT region, count(*) AS n_$STEP FROM sales WHERE note LIKE '%refund%' GROUP BY region ORDER BY n_$STEP DESC",
      histogram: "SELECT floor(price / 10) AS bin, count(*) AS n_$STEP FROM sales GROUP BY bin ORDER BY bin",
      distinct_customers: "SELECT category, count(DISTINCT customer) AS customers_$STEP FROM sales GROUP BY category ORDER BY category",
      join_customers: "SELECT c.segment, c.country, sum(s.price * s.qty) AS revenue, count(*) AS n_$STEP FROM sales s JOIN customers c ON s.customer = c.customer GROUP BY c.segment, c.country ORDER BY revenue DESC LIMIT 20",
      deep_page: "SELECT * FROM sales ORDER BY price DESC, id LIMIT 100 OFFSET $HALF",
    },
  },
  brush: {
    title: "One step of a brush over four linked charts",
    tables: ["sales"],
    warm: 8,
    queries: {
      brush_4_charts: [
        `SELECT region, count(*) AS n ${BRUSHED} GROUP BY region`,
        `SELECT category, count(*) AS n ${BRUSHED} GROUP BY category`,
        `SELECT ${MONTH} AS month, count(*) AS n ${BRUSHED} GROUP BY month`,
        `SELECT qty, count(*) AS n ${BRUSHED} GROUP BY qty`,
      ],
    },
  },
  tiles: {
    title: "A pick on a dashboard, until twelve tiles are drawn",
    tables: ["sales"],
    apart: true,
    tiles: TILES,
    warm: YEARS.length - 1,
    queries: { refresh_12_tiles: TILES.map(({ sql }) => sql) },
  },
  large: {
    title: "Ten times the rows, ten columns",
    tables: ["large"],
    apart: true,
    warm: 4,
    queries: {
      large_filter_group: "SELECT shop, sum(price * pieces) AS revenue, count(*) AS n_$STEP FROM large WHERE kind = 'sale' AND moment >= TIMESTAMP '2023-03-01 00:00:00' GROUP BY shop ORDER BY revenue DESC LIMIT 20",
      large_by_day: "SELECT date_trunc('day', moment) AS day, sum(price) AS revenue_$STEP FROM large GROUP BY day ORDER BY day",
      large_products: "SELECT product, count(*) AS n, avg(price) AS price_$STEP FROM large GROUP BY product ORDER BY n DESC, product LIMIT 50",
      large_brush: [
        "SELECT shop, count(*) AS n FROM large WHERE price >= $LOW AND price < $HIGH GROUP BY shop",
        "SELECT kind, count(*) AS n FROM large WHERE price >= $LOW AND price < $HIGH GROUP BY kind",
        "SELECT pieces, count(*) AS n FROM large WHERE price >= $LOW AND price < $HIGH GROUP BY pieces",
        "SELECT paid, count(*) AS n FROM large WHERE price >= $LOW AND price < $HIGH GROUP BY paid",
      ],
    },
  },
  keep: { title: "Kept in the browser", tables: ["sales"], apart: true, keep: true, queries: {} },
  h2o: {
    title: "h2o group-by questions",
    tables: ["h2o"],
    apart: true,
    queries: {
      q1: "SELECT id1, sum(v1) AS v1_$STEP FROM h2o GROUP BY id1",
      q2: "SELECT id1, id2, sum(v1) AS v1_$STEP FROM h2o GROUP BY id1, id2",
      q3: "SELECT id3, sum(v1) AS v1, avg(v3) AS v3_$STEP FROM h2o GROUP BY id3",
      q4: "SELECT id4, avg(v1) AS v1, avg(v2) AS v2, avg(v3) AS v3_$STEP FROM h2o GROUP BY id4",
      q5: "SELECT id6, sum(v1) AS v1, sum(v2) AS v2, sum(v3) AS v3_$STEP FROM h2o GROUP BY id6",
      q6: "SELECT id4, id5, median(v3) AS median_v3, stddev(v3) AS sd_v3_$STEP FROM h2o GROUP BY id4, id5",
      q7: "SELECT id3, max(v1) - min(v2) AS range_v1_v2_$STEP FROM h2o GROUP BY id3",
      q8: "SELECT id6, v3 AS largest2_v3_$STEP FROM (SELECT id6, v3, row_number() OVER (PARTITION BY id6 ORDER BY v3 DESC) AS place FROM h2o) AS t WHERE place <= 2",
      q9: "SELECT id2, id4, pow(corr(v1, v2), 2) AS r2_$STEP FROM h2o GROUP BY id2, id4",
      q10: "SELECT id1, id2, id3, id4, id5, id6, sum(v3) AS v3, count(*) AS n_$STEP FROM h2o GROUP BY id1, id2, id3, id4, id5, id6",
    },
  },
};

/**
 * The statements of one pass. `pass` moves the brush, the pick and the page, and stands in names, which tell two questions apart where a comment does not:
 * no answer can be remembered from the pass before.
 */
export function statements(query, pass, rows) {
  const low = (pass * 37) % 400;
  const year = YEARS[pass % YEARS.length];
  const values = { LOW: low, HIGH: low + 60, HALF: Math.floor(rows / 2) + pass, STEP: pass, YEAR: year, NEXT: year + 1 };
  return [query].flat().map((text) => text.replace(/\$([A-Z]+)/g, (_, name) => values[name]));
}
