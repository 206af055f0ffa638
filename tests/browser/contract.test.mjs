// window.sextant: every member, with its types, and its refusals.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { assertQuiet, call, openApp, openFile, rows } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const TYPES = ["boolean", "integer", "float", "decimal", "text", "date", "datetime", "time", "duration", "list", "struct"];
const LEVELS = ["info", "warning", "error"];
const state = {};

test("version, ready and readyAt", async () => {
  const site = await serve(dist());
  afterwards(site.close);
  state.browser = await launch();
  state.page = state.browser.page;
  await openApp(state.page, site.url);
  const told = await state.page.evaluate(async () => ({
    version: window.sextant.version,
    ready: window.sextant.ready instanceof Promise,
    readyAt: (await window.sextant.ready, window.sextant.readyAt),
    now: performance.now(),
  }));
  assert.match(told.version, /^\d+\.\d+\.\d+/);
  assert.ok(told.ready);
  assert.ok(told.readyAt > 0 && told.readyAt <= told.now, JSON.stringify(told));
  assert.deepEqual(await call(state.page, "datasets"), []);
  assert.equal(await state.page.evaluate(() => window.__workers.length), 1, "engines were started");
});

test("open takes a File and tells of datasets and notes", async () => {
  const opened = await openFile(state.page, data("orders.csv"));
  assertOpened(opened);
  const [orders] = opened.datasets;
  assert.equal(orders.name, "orders");
  assert.equal(orders.rows, 40);
  assert.deepEqual({ filename: orders.source.filename, format: orders.source.format }, { filename: "orders.csv", format: "csv" });
  assert.deepEqual(orders.columns.map(({ name, type }) => [name, type]), [
    ["order_id", "integer"], ["day", "date"], ["region", "text"], ["product", "text"], ["quantity", "integer"],
    ["price", "float"], ["paid", "boolean"], ["zip", "text"], ["placed_at", "datetime"],
  ]);
  assert.deepEqual(orders.columns.filter(({ nullable }) => nullable).map(({ name }) => name), ["quantity"]);
});

test("open takes a Blob and an ArrayBuffer, with options", async () => {
  const base64 = readFileSync(data("orders.tsv")).toString("base64");
  const opened = await state.page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const blob = await window.sextant.open(new Blob([bytes]), { filename: "Some Orders.tsv" });
    const buffer = await window.sextant.open(bytes.buffer, { name: "from_buffer", format: "tsv" });
    const noNames = await window.sextant.open(new Blob(["1;2\n3;4\n"]), { name: "no_names", format: "csv", header: false, delimiter: ";" });
    const latin = await window.sextant.open(new Blob([Uint8Array.from([110, 10, 0xe9, 10])]), { name: "latin", format: "csv", encoding: "windows-1252" });
    return { blob, buffer, noNames, latin };
  }, base64);
  for (const one of Object.values(opened)) assertOpened(one);
  assert.deepEqual([opened.blob.datasets[0].name, opened.blob.datasets[0].rows], ["some_orders", 40]);
  assert.deepEqual([opened.buffer.datasets[0].name, opened.buffer.datasets[0].rows], ["from_buffer", 40]);
  assert.deepEqual([opened.noNames.datasets[0].rows, opened.noNames.datasets[0].source.header], [2, false]);
  assert.deepEqual(await rows(state.page, "select * from latin"), [["é"]]);
});

test("datasets lists what is open", async () => {
  const datasets = await call(state.page, "datasets");
  for (const one of datasets) assertDataset(one);
  assert.deepEqual(datasets.map(({ name }) => name).sort(), ["from_buffer", "latin", "no_names", "orders", "some_orders"]);
});

test("sql gives a table: dates as ISO text, null as null", async () => {
  const table = await call(state.page, "sql", "select day, placed_at, quantity, paid, price, product from orders order by order_id limit 6");
  assertTable(table);
  assert.deepEqual(table.rows[0].slice(0, 1), ["2024-01-30"]);
  assert.match(table.rows[0][1], /^2024-01-30T09:15:00/);
  assert.deepEqual(table.rows[5].slice(2), [null, true, 29.35, "Lamp"]);
  assert.equal(table.truncated, false);
});

test("sql gives integers beyond 2^53 as text", async () => {
  const { rows: found } = await call(state.page, "sql", "select min(order_id) * 9007199254740993 as big from orders");
  assert.equal(found[0][0], String(1001n * 9007199254740993n));
});

test("sql gives an Arrow IPC stream on request", async () => {
  const told = await state.page.evaluate(async () => {
    const bytes = await window.sextant.sql("select region, sum(price) as revenue from orders group by region", { format: "arrow" });
    return { isBytes: bytes instanceof Uint8Array, start: Array.from(bytes.slice(0, 4)), length: bytes.length };
  });
  assert.ok(told.isBytes && told.length > 100, JSON.stringify(told));
  assert.deepEqual(told.start, [255, 255, 255, 255]);
  const sliced = await state.page.evaluate(async () => (await window.sextant.sql("select zip, product from orders order by price desc limit 3", { format: "arrow" })).length);
  assert.ok(sliced > 100 && sliced < 10_000, `${sliced} bytes`);
});

test("query takes the app's own question", async () => {
  const question = {
    kind: "query",
    from: "orders",
    groups: [{ column: "region" }],
    measures: [{ aggregate: "sum", column: "price", name: "revenue" }, { aggregate: "count" }],
    sort: [{ by: "region", order: "ascending" }],
  };
  const table = await call(state.page, "query", question);
  assertTable(table);
  assert.deepEqual(table.columns.map(({ name }) => name), ["region", "revenue", "count"]);
  const expected = await rows(state.page, "select region, sum(price) as revenue, count(*) as n from orders group by region order by region");
  assert.deepEqual(table.rows, expected);
});

test("ask reads words, and what it gives can be drawn", async () => {
  const asked = await call(state.page, "ask", "total price by region", { datasets: ["orders"] });
  assert.ok(!asked.refused, JSON.stringify(asked.refused));
  assertTable(asked.table);
  assert.match(asked.chart, /^[a-z][a-z0-9_]*$/);
  assert.ok(Array.isArray(asked.notes) && Array.isArray(asked.alternatives));
  assert.ok(asked.confidence >= 0 && asked.confidence <= 1, `confidence ${asked.confidence}`);
  assert.equal(typeof asked.tile, "object");
  const expected = new Map(await rows(state.page, "select region, sum(price) as revenue from orders group by region"));
  assert.deepEqual(new Map(asked.table.rows), expected);
  const option = await call(state.page, "option", asked.tile);
  assert.ok(option && typeof option === "object" && !option.refused, JSON.stringify(option));
  for (const alternative of asked.alternatives) assert.ok(!(await call(state.page, "option", alternative))?.refused);
});

test("ask knows times, filters, tops and kinds of chart", async () => {
  const cases = [
    ["how many orders are there", (asked) => assert.equal(asked.table.rows[0].at(-1), 40)],
    ["average price by month", (asked) => assert.ok(["line", "area", "column"].includes(asked.chart), asked.chart)],
    ["top 2 products by total price", (asked) => assert.equal(asked.table.rows.length, 2)],
    ["number of orders by product where region is North", (asked) => assert.equal(asked.table.rows.reduce((sum, row) => sum + row.at(-1), 0), 16)],
    ["price by region as a pie", (asked) => assert.equal(asked.chart, "pie")],
  ];
  for (const [words, check] of cases) {
    const asked = await call(state.page, "ask", words, { datasets: ["orders"] });
    assert.ok(asked.table, `${words}: ${JSON.stringify(asked.refused)}`);
    check(asked);
  }
});

test("refusals are errors with a code, a message and the user's own names", async () => {
  const cases = [
    ["sql", ["select * from nowhere"], /nowhere/],
    ["sql", ["select prise from orders"], /prise/],
    ["sql", ["selec region from orders"], /./],
    ["sql", [""], /./],
    ["sql", ["drop table orders"], /./],
    ["query", [{ kind: "query", from: "nowhere" }], /nowhere/],
    ["query", [{ kind: "query", from: "orders", groups: [{ column: "prise" }] }], /prise/],
    ["query", [{ nonsense: true }], /./],
    ["ask", ["qwrtz plugh xyzzy"], /./],
    ["ask", [""], /./],
    ["option", [{}], /./],
    ["close", ["nowhere"], /nowhere/],
  ];
  for (const [member, given, names] of cases) {
    const { refused } = (await call(state.page, member, ...given)) ?? {};
    const what = `${member}(${JSON.stringify(given)}): ${JSON.stringify(refused)}`;
    assert.ok(refused, `${what} was not refused`);
    assert.ok(refused.isError, what);
    assert.match(refused.code ?? "", /^[a-z][a-z0-9_]*$/, what);
    assert.match(refused.message ?? "", names, what);
    assert.doesNotMatch(refused.message, /panick|unreachable|undefined|polars|RuntimeError/i, what);
  }
  assert.deepEqual(await rows(state.page, "select count(*) as n from orders"), [[40]]);
});

test("names that are taken, or are no names, are made so", async () => {
  const again = await openFile(state.page, data("orders.csv"));
  assertOpened(again);
  assert.match(again.datasets[0].name, /^orders/);
  const odd = await state.page.evaluate(() => window.sextant.open(new Blob(["a\n1\n"]), { filename: "2024 Söme-file (1).csv" }));
  assert.match(odd.datasets[0].name, /^[a-z_\p{Ll}][\p{Ll}0-9_]*$/u);
  assert.deepEqual(await rows(state.page, `select * from ${odd.datasets[0].name}`), [[1]]);
});

test("close forgets one dataset", async () => {
  await call(state.page, "close", "latin");
  const names = (await call(state.page, "datasets")).map(({ name }) => name);
  assert.ok(!names.includes("latin") && names.includes("orders"), names.join());
});

test("SQL as people write it", async () => {
  const cases = [
    ["select extract(year from day) as y, count(*) as n from orders group by y order by y", [[2024, 40]]],
    ["select region as place, count(*) from orders where quantity is null group by place order by 2 desc, 1 limit 1", null],
    ["select count(*) from orders where day between '2024-02-01' and '2024-02-29'", null],
    ["select 1 as a, 1 as b", [[1, 1]]],
    ["select extract(year from day), extract(month from day) from orders order by order_id limit 1", [[2024, 1]]],
    ["select date_trunc('month', day) as month, count(*) as n from orders group by month order by month limit 1", null],
    ["with big as (select * from orders where price > 40) select count(*) > 0 from big", [[true]]],
    ["select region, row_number() over (partition by region order by price desc) as place from orders order by region, place limit 1", null],
    ["select case when paid then 'yes' else 'no' end as p, count(*) as n from orders group by p order by p", [["no", 13], ["yes", 27]]],
  ];
  const wrong = [];
  for (const [statement, expected] of cases) {
    const table = await call(state.page, "sql", statement);
    if (table.refused) wrong.push(`${statement}: ${table.refused.message}`);
    else if (expected && JSON.stringify(table.rows) !== JSON.stringify(expected)) wrong.push(`${statement}: ${JSON.stringify(table.rows)}`);
  }
  assert.deepEqual(wrong, []);
});

test("nothing of this went anywhere or was complained about", () => assertQuiet(state.browser.seen));

function assertOpened(opened) {
  assert.ok(!opened.refused, JSON.stringify(opened.refused));
  assert.ok(opened.datasets.length);
  for (const one of opened.datasets) assertDataset(one);
  for (const note of opened.notes) {
    assert.ok(LEVELS.includes(note.level), JSON.stringify(note));
    assert.match(note.code, /^[a-z][a-z0-9_]*$/);
    assert.ok(note.message.length);
  }
}

function assertDataset(dataset) {
  assert.match(dataset.name, /^[\p{L}_][\p{L}\p{N}_]*$/u);
  assert.ok(Number.isInteger(dataset.rows) && Number.isFinite(dataset.bytes) && dataset.bytes > 0, JSON.stringify(dataset));
  assert.equal(typeof dataset.source.filename, "string");
  assert.equal(typeof dataset.source.format, "string");
  assertColumns(dataset.columns);
}

function assertColumns(columns) {
  for (const { name, type, nullable } of columns) {
    assert.equal(typeof name, "string");
    assert.ok(TYPES.includes(type), `${name}: ${type}`);
    assert.equal(typeof nullable, "boolean", name);
  }
}

function assertTable(table) {
  assert.ok(!table.refused, JSON.stringify(table.refused));
  assertColumns(table.columns);
  assert.equal(typeof table.truncated, "boolean");
  for (const row of table.rows) assert.equal(row.length, table.columns.length);
}
