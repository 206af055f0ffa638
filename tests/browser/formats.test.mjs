// One table in every format: the same columns, the same answers.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { call, openApp, openFile, rows } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const FILES = readdirSync(data(".")).filter((name) => name.startsWith("orders") && name !== "orders.csv");
const FORMATS = { tsv: "tsv", json: "json", ndjson: "ndjson", parquet: "parquet", arrow: "arrow", feather: "arrow", xlsx: "xlsx", xls: "xls", ods: "ods", sqlite: "sqlite" };
const state = { expected: {} };

const QUESTIONS = [
  (t) => `select * from ${t} order by order_id`,
  (t) => `select region, count(*) as n, sum(quantity) as q, avg(price) as p from ${t} group by region order by region`,
  (t) => `select date_trunc('month', day) as m, sum(price) as s from ${t} where paid group by m order by m`,
  (t) => `select product, min(zip) as low, max(placed_at) as last from ${t} group by product order by product`,
];

test("the CSV file is what the others are compared with", async () => {
  const site = await serve(dist());
  afterwards(site.close);
  state.browser = await launch();
  await openApp(state.browser.page, site.url);
  state.expected = await read("orders.csv");
  assert.equal(state.expected.answers[0].length, 40);
});

for (const file of FILES) {
  test(`${file} gives the same answers`, async () => {
    const found = await read(file);
    const format = FORMATS[file.slice("orders.".length)];
    if (format) assert.equal(found.format, format);
    assert.deepEqual(found.columns, state.expected.columns);
    found.answers.forEach((answer, index) => assert.deepEqual(answer, state.expected.answers[index], QUESTIONS[index]("orders")));
    assert.equal(found.chart, state.expected.chart);
  });
}

async function read(file) {
  const { page } = state.browser;
  const opened = await openFile(page, data(file), { name: `as_${file.replaceAll(/[^a-z]/g, "_")}` });
  assert.ok(opened.datasets, JSON.stringify(opened.refused));
  const [{ name, columns, source }] = opened.datasets;
  const answers = [];
  for (const question of QUESTIONS) answers.push(await rows(page, question(name)));
  const asked = await call(page, "ask", "total price by region", { datasets: [name] });
  return { columns: columns.map(({ name, type }) => [name, type]), answers, format: source.format, chart: asked.chart };
}
