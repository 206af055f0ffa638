// Several workers that each hold some of the rows: the same answers as of one, and none is missed when a helper dies.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { call, openApp, openFile, rows, until } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { flightsFile, ROWS } from "./flights.mjs";
import { dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const STATEMENTS = [
  "select carrier, count(*) as n, avg(arr_delay) as delay, max(distance) as far from flights where $ALL group by carrier order by carrier",
  "select month, sum(distance) as miles, stddev(dep_delay) as apart from flights where $ALL and dep_delay > 10 group by month order by month",
  "select origin, count(distinct tailnum) as planes from flights where $ALL group by origin order by origin",
  "select count(arr_delay) as n, corr(dep_delay, arr_delay) as along from flights where $ALL and carrier in ('UA', 'AA')",
  "select dest, count(*) as n from flights where $ALL group by dest having count(*) > 5000 order by n desc, dest",
];
const top = (pass) => ({
  from: "flights",
  groups: [{ column: "carrier" }, { column: "origin" }],
  measures: [{ aggregate: "mean", column: "arr_delay" }, { aggregate: "count" }],
  top: { count: 4, group: "carrier", by: "count" },
  totals: { subtotals: true, grand: true },
  filter: { all: ["flight", "distance"].map((column) => ({ compare: { column, is: "greater", value: -pass } })) },
});
const MEDIAN = "select carrier, median(arr_delay) as middle from flights where $ALL group by carrier order by carrier";
const state = { pass: 0 };

test("one engine answers by itself", { timeout: 180_000 }, async () => {
  state.site = await serve(dist());
  afterwards(state.site.close);
  state.browser = await launch();
  const { page } = state.browser;
  await openApp(page, state.site.url);
  const { datasets } = await openFile(page, flightsFile());
  assert.equal(datasets[0].rows, ROWS);
  await pause(4000);
  state.expected = await answers(page);
  state.median = await rows(page, anew(MEDIAN));
  if ((await page.evaluate(() => navigator.hardwareConcurrency)) < 4) assert.deepEqual(await helpers(page), []);
});

test("with a helper the answers are the same", { timeout: 180_000 }, async () => {
  const { page } = state.browser;
  await openApp(page, `${state.site.url}?helpers=1`);
  await until("the flights to come back", async () => (await call(page, "datasets")).length > 0);
  assert.deepEqual(await answers(page), state.expected);
  await until("the columns to arrive", async () => {
    const before = (await parts(page)).answered;
    assert.deepEqual(await answers(page), state.expected);
    return (await parts(page)).answered >= before + STATEMENTS.length + 1;
  });
  assert.equal((await helpers(page)).length, 1);
  assert.equal((await parts(page)).failed, 0);
});

test("what cannot be parted is answered all the same", async () => {
  const { page } = state.browser;
  const before = (await parts(page)).answered;
  assert.deepEqual(await rows(page, anew(MEDIAN)), state.median);
  assert.equal((await parts(page)).answered, before);
});

test("a dataset that is closed and opened again is parted anew", { timeout: 180_000 }, async () => {
  const { page } = state.browser;
  const [before] = await helpers(page);
  await call(page, "close", "flights");
  await until("the helper to end", async () => !(await helpers(page)).includes(before));
  await openFile(page, flightsFile());
  const asked = (await parts(page)).answered;
  await until("the columns to arrive", async () => {
    assert.deepEqual(await answers(page), state.expected);
    return (await parts(page)).answered > asked + STATEMENTS.length;
  });
  assert.equal((await helpers(page)).length, 1);
});

test("a helper that dies is not waited for", async () => {
  const { page } = state.browser;
  const [name] = await helpers(page);
  const { worker } = (await named(page)).find((known) => known.name === name) ?? {};
  assert.ok(worker, "the helper is out of reach");
  await worker.evaluate(() => self.close());
  await until("its death", async () => !(await helpers(page)).includes(name));
  const started = performance.now();
  assert.deepEqual(await answers(page), state.expected);
  assert.ok(performance.now() - started < 20_000, "somebody waited");
  assert.equal((await parts(page)).failed, 1);
  assert.deepEqual(await helpers(page), [], "another helper was started at once");
  assert.deepEqual(state.browser.seen.violations, []);
});

/** A statement that has not been asked before, about the same rows: answers are held, and where one condition moves by itself a cube answers. */
const anew = (statement) => statement.replace("$ALL", `flight > ${-++state.pass} and distance > ${-state.pass}`);

async function answers(page) {
  const found = [];
  for (const statement of STATEMENTS) found.push(await rows(page, anew(statement)));
  const table = await call(page, "query", top(++state.pass));
  assert.ok(table.rows, JSON.stringify(table.refused));
  found.push(table.rows);
  return JSON.parse(JSON.stringify(found), (_, value) => (typeof value === "number" ? Number(value.toPrecision(10)) : value));
}

/** The names of the helpers that live: each holds a lock of its name. */
async function helpers(page) {
  const held = await page.evaluate(async () => (await navigator.locks.query()).held.map(({ name }) => name));
  return held.filter((name) => name.startsWith("helper-"));
}

/** What the engine says of its helpers. */
async function parts(page) {
  const engine = (await named(page)).find(({ name }) => name.startsWith("sextant-"));
  const said = await engine.worker.evaluate(() => self.sextantParts);
  return said ?? { asked: 0, answered: 0, failed: 0 };
}

async function named(page) {
  const name = (worker) => worker.evaluate(() => self.name).catch(() => "");
  return Promise.all(page.workers().map(async (worker) => ({ worker, name: await name(worker) })));
}
