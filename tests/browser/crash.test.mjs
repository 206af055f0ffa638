// The engine dies: in the middle of a load, in the middle of a question, with a bang or without a word.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { announcements, call, openApp, openFile, rows, startOpening, until } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { flightsFile, ROWS } from "./flights.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const HEAVY = "select tailnum, dest, hour, count(*) as n, avg(arr_delay) as delay, count(distinct flight) as flights from flights group by tailnum, dest, hour order by n desc, tailnum, dest, hour limit 5";
const CODE = /^[a-z][a-z0-9_]*$/;
const state = {};

test("a small table is open before anything goes wrong", async () => {
  const site = await serve(dist());
  afterwards(site.close);
  state.browser = await launch();
  state.page = state.browser.page;
  await openApp(state.page, site.url);
  const { datasets } = await openFile(state.page, data("orders.csv"));
  assert.equal(datasets[0].rows, 40);
  await pause(2500);
});

for (const kill of [withABang, withoutAWord]) {
  test(`killed ${kill.name} in the middle of a load`, async () => {
    const { page } = state;
    await startOpening(page, flightsFile());
    await pause(60);
    await page.evaluate(kill);
    const outcome = await settled(page, "__opening");
    if (outcome.refused) assertClear(outcome.refused, /flights/);
    else assert.equal(outcome.datasets[0].rows, ROWS);
    await assertAlive(page);
    await closeFlights(page);
  });
}

test("flights are open for the questions", { timeout: 180_000 }, async () => {
  const { datasets } = await openFile(state.page, flightsFile());
  assert.equal(datasets[0].rows, ROWS);
  [state.expected] = [await rows(state.page, HEAVY)];
  await pause(4000);
});

for (const kill of [withABang, withoutAWord]) {
  test(`killed ${kill.name} in the middle of a question`, async () => {
    const { page } = state;
    await page.evaluate((heavy) => {
      window.__asking = window.sextant.sql(heavy).catch(({ code, message, hint }) => ({ refused: { code, message, hint } }));
    }, HEAVY);
    await pause(20);
    await page.evaluate(kill);
    const outcome = await settled(page, "__asking");
    if (outcome.refused) assertClear(outcome.refused, /./);
    else assert.deepEqual(outcome.rows, state.expected);
    await assertAlive(page);
    assert.deepEqual(await rows(page, "select count(*) as n from flights"), [[ROWS]]);
    assert.deepEqual(await rows(page, HEAVY), state.expected);
  });
}

test("a question that no memory can hold is refused, and the next one answered", { timeout: 180_000 }, async () => {
  const { page } = state;
  const outcome = await call(page, "sql", "select count(a.flight) as n from flights as a join flights as b on a.carrier = b.carrier");
  assert.ok(outcome.refused, "seven thousand million rows were counted");
  assertClear(outcome.refused, /./);
  await assertAlive(page);
  assert.deepEqual(await rows(page, HEAVY), state.expected);
});

test("the user is told in one line", async () => {
  const { page } = state;
  await page.evaluate(withABang);
  const told = await until("a line about it", async () => (await announcements(page)).split("\n").find((line) => /engine|restart|recover/i.test(line)));
  assert.ok(told.length < 200, told);
  await assertAlive(page);
});

test("a second tab comes and goes, and this engine does not mind", async () => {
  const { page } = state;
  const workers = await page.evaluate(() => window.__workers.length);
  const second = await page.context().newPage();
  await openApp(second, page.url());
  assert.deepEqual(await rows(second, "select count(*) as n from orders"), [[40]]);
  assert.deepEqual(await rows(page, "select count(*) as n from orders"), [[40]]);
  await second.close();
  await pause(500);
  assert.deepEqual(await rows(page, "select count(*) as n from orders"), [[40]]);
  assert.equal(await page.evaluate(() => window.__workers.length), workers, "an engine was started anew");
});

test("restart() gives a new engine with everything that was open", async () => {
  const { page } = state;
  const before = await call(page, "datasets");
  const workers = await page.evaluate(() => window.__workers.length);
  await call(page, "restart");
  assert.ok((await page.evaluate(() => window.__workers.length)) > workers, "no new worker was started");
  const after = await call(page, "datasets");
  const known = (datasets) => datasets.map(({ name, rows, columns }) => ({ name, rows, columns })).sort((a, b) => a.name.localeCompare(b.name));
  assert.deepEqual(known(after), known(before));
  assert.deepEqual(await rows(page, HEAVY), state.expected);
});

/** Runs in the page: the worker is gone, and the browser says so. */
function withABang() {
  const worker = window.__workers.at(-1);
  worker.terminate();
  worker.dispatchEvent(new ErrorEvent("error", { message: "RuntimeError: unreachable", cancelable: true }));
}

/** Runs in the page: the worker is gone, and nobody says so (the system may have taken its memory). */
function withoutAWord() {
  window.__workers.at(-1).terminate();
}

async function settled(page, name) {
  return Promise.race([
    page.evaluate((name) => window[name], name),
    pause(60_000).then(() => assert.fail("60 s later the promise was still open")),
  ]);
}

function assertClear(refused, names) {
  assert.match(refused.code ?? "", CODE);
  assert.match(refused.message ?? "", names);
}

async function assertAlive(page) {
  const names = await until("the datasets to come back", async () => {
    const found = await call(page, "datasets");
    return Array.isArray(found) && found.some(({ name }) => name === "orders") && found;
  });
  assert.ok(names.length);
  assert.deepEqual(await rows(page, "select count(*) as n from orders"), [[40]]);
}

async function closeFlights(page) {
  for (const { name } of await call(page, "datasets")) if (name.startsWith("flights")) await call(page, "close", name);
}
