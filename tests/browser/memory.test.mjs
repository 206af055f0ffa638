// Memory: what is told of it, datasets that sleep and wake, an engine that is replaced unnoticed, and 500 operations that leave it where it began.
import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { announcements, call, openApp, openFile, rows, until, visit } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { flightsFile } from "./flights.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const MEGABYTE = 1 << 20;
const BY_CARRIER = "select carrier, count(*) as n, avg(arr_delay) as delay from flights group by carrier order by carrier";
const state = {};

test("what each dataset takes is told, and adds up", { timeout: 180_000 }, async () => {
  const { page } = await start();
  await openFile(page, flightsFile());
  await openFile(page, data("orders.csv"));
  const usage = await call(page, "memory");
  const shown = Object.fromEntries(usage.datasets.map(({ name, shown_bytes }) => [name, shown_bytes]));
  assert.ok(shown.flights > 10 * MEGABYTE && shown.orders < MEGABYTE, JSON.stringify(shown));
  assert.ok(usage.used_bytes > shown.flights + shown.orders, JSON.stringify(usage));
  assert.ok(usage.taken_bytes >= usage.used_bytes, JSON.stringify(usage));
  state.expected = await rows(page, BY_CARRIER);
  const before = await call(page, "memory");
  assert.ok(before.remembered_bytes > 0, "nothing is remembered of an answer");
  const after = await call(page, "free");
  assert.equal(after.remembered_bytes, 0);
  assert.ok(after.used_bytes < before.used_bytes, "nothing was freed");
});

test("a dataset that sleeps is out of memory, and answers from every place", { timeout: 180_000 }, async () => {
  const { page } = state;
  const question = { from: "flights", groups: [{ column: "carrier" }], measures: [{ aggregate: "count" }] };
  const ways = {
    sql: () => rows(page, BY_CARRIER),
    query: async () => (await call(page, "query", question)).rows,
    ask: async () => (await call(page, "ask", "number of flights by origin", { datasets: ["flights"] })).table.rows,
    option: async () => call(page, "option", { question: { kind: "query", ...question } }),
    joined: () => rows(page, "select count(*) as n from orders, (select carrier from flights limit 3) as f"),
  };
  for (const [name, ask] of Object.entries(ways)) {
    const expected = await ask();
    assert.ok(expected?.length || expected?.series, `${name}: ${JSON.stringify(expected)}`);
    const awake = await call(page, "memory");
    const asleep = await call(page, "sleep", "flights");
    assert.equal(held(asleep, "flights").is_asleep, true, name);
    assert.ok(awake.used_bytes - asleep.used_bytes > 10 * MEGABYTE, `${name}: ${awake.used_bytes} ${asleep.used_bytes}`);
    assert.deepEqual(await ask(), expected, name);
    assert.equal(held(await call(page, "memory"), "flights").is_asleep, false, name);
  }
});

test("what sleeps still sleeps after the page is loaded anew", { timeout: 180_000 }, async () => {
  const { page, url } = state;
  await call(page, "sleep", "flights");
  const before = await call(page, "datasets");
  await page.reload();
  await openApp(page, url);
  assert.deepEqual(await call(page, "datasets"), before);
  const usage = await call(page, "memory");
  assert.equal(held(usage, "flights").is_asleep, true);
  assert.deepEqual(await rows(page, BY_CARRIER), state.expected);
});

test("when memory is short, what was not needed for longest goes to sleep by itself", { timeout: 180_000 }, async () => {
  const { page } = state;
  await until("the datasets to be stored", async () => (await call(page, "memory")).datasets.every(({ is_stored }) => is_stored));
  const { used_bytes } = await call(page, "memory");
  await call(page, "memory", used_bytes - 5 * MEGABYTE);
  assert.deepEqual(await rows(page, "select count(*) as n from orders"), [[40]]);
  const usage = await call(page, "memory");
  assert.deepEqual([held(usage, "flights").is_asleep, held(usage, "orders").is_asleep], [true, false]);
  assert.deepEqual(await rows(page, BY_CARRIER), state.expected);
  assert.equal(held(await call(page, "memory"), "flights").is_asleep, false, "what was needed last went to sleep");
  await call(page, "memory", 2_000 * MEGABYTE);
});

test("a person puts a dataset to sleep and wakes it", { timeout: 180_000 }, async () => {
  const { page } = state;
  assert.deepEqual(await rows(page, BY_CARRIER), state.expected);
  await visit(page, "data/orders");
  await page.getByRole("button", { name: /in memory/ }).click();
  const dialog = page.getByRole("dialog", { name: "Memory" });
  await dialog.getByRole("button", { name: "Put flights to sleep" }).click();
  await dialog.getByRole("button", { name: "Wake flights" }).waitFor();
  await until("the list to say so", async () => /asleep/i.test(await page.getByRole("navigation", { name: "Datasets" }).innerText()));
  await dialog.getByRole("button", { name: "Wake flights" }).press("Enter");
  await dialog.getByRole("button", { name: "Put flights to sleep" }).waitFor();
  await page.keyboard.press("Escape");
});

test("an engine that has grown is replaced unnoticed, and nothing is lost", { timeout: 180_000 }, async () => {
  const { page, seen } = state;
  await until("the datasets to be stored", async () => (await call(page, "memory")).datasets.every(({ is_stored }) => is_stored));
  await call(page, "sql", "create table big as select n, n * 2 as twice, n * 3 as thrice, n * 5 as more, n * 7 as most from generate_series(1, 8000000) as s(n)");
  await call(page, "sql", "drop table big");
  await call(page, "free");
  const before = await call(page, "memory");
  assert.ok(before.taken_bytes > 2 * before.used_bytes + 256 * MEGABYTE, JSON.stringify(before));
  const datasets = await call(page, "datasets");
  const workers = await page.evaluate(() => window.__workers.length);
  const told = await announcements(page);
  await until("another engine", () => page.evaluate((workers) => window.__workers.length > workers, workers));
  // Whatever is asked meanwhile is answered, by one engine or the other.
  const replaced = async () => (await call(page, "memory")).taken_bytes < before.taken_bytes / 2;
  await until("the other engine to take over", async () => {
    assert.deepEqual(await rows(page, BY_CARRIER), state.expected);
    return replaced();
  });
  assert.deepEqual(await call(page, "datasets"), datasets);
  assert.deepEqual(await rows(page, BY_CARRIER), state.expected);
  assert.equal(await announcements(page), told, "the user was told");
  assert.deepEqual(seen.errors, []);
});

test("500 operations leave memory where it began", { timeout: 240_000 }, async () => {
  const { page } = await start();
  const middle = { name: "middle.csv", mimeType: "text/csv", buffer: Buffer.from(await firstLines(flightsFile(), 20_000)) };
  await openFile(page, data("orders.csv"));
  await openFile(page, middle);
  const turns = operations(page, middle);
  // The first hundred let the engine and the page take what they take once.
  await turns(100, 7);
  const before = await settled(page);
  const from = performance.now();
  await turns(500, 42);
  const seconds = (performance.now() - from) / 1000;
  const after = await settled(page);
  const megabytes = (bytes) => (bytes / MEGABYTE).toFixed(1);
  const said = Object.keys(after).map((what) => `${what} ${megabytes(before[what])} → ${megabytes(after[what])} MB`).join(", ");
  console.log(`        ${seconds.toFixed(0)} s; ${said}`);
  assert.ok(after.used - before.used < 6 * MEGABYTE, said);
  assert.ok(after.taken - before.taken < 64 * MEGABYTE, said);
  assert.ok(after.heap - before.heap < 12 * MEGABYTE, said);
  assert.ok(seconds < 90, `${seconds} s`);
});

/** Gives a function that does so many operations, picked by a seed. */
function operations(page, middle) {
  const extra = [];
  const pick = (random, list) => list[Math.floor(random() * list.length)];
  const from = (random) => pick(random, ["middle", "orders"]);
  const KEYS = { middle: ["carrier", "origin", "month", "dest"], orders: ["region", "product", "day"] };
  const VALUES = { middle: ["arr_delay", "distance"], orders: ["price", "quantity"] };
  const closeOne = async () => extra.length && call(page, "close", extra.shift());
  const kinds = {
    open: async (random) => {
      if (extra.length > 2) await closeOne();
      const file = random() < 0.4 ? middle : data(pick(random, ["orders.csv", "orders.tsv", "orders.ndjson"]));
      const steps = random() < 0.5 ? [{ operation: { filter: { filter: { not: { null: { column: file === middle ? "tailnum" : "quantity" } } } } } }] : [];
      const { datasets, refused } = await openFile(page, file, { name: "extra", steps });
      assert.ok(!refused, JSON.stringify(refused));
      extra.push(...datasets.map(({ name }) => name));
    },
    close: closeOne,
    sql: (random) => {
      const name = from(random);
      return rows(page, `select ${pick(random, KEYS[name])} as k, sum(${pick(random, VALUES[name])}) as v from ${name} group by 1 order by 2 desc limit ${1 + Math.floor(random() * 50)}`);
    },
    filter: (random) => call(page, "query", {
      from: "middle",
      groups: [{ column: pick(random, KEYS.middle) }],
      measures: [{ aggregate: "mean", column: "arr_delay" }],
      filter: { compare: { column: "distance", is: "greater", value: Math.floor(random() * 2000) } },
    }),
    ask: (random) => call(page, "ask", pick(random, ["average distance by carrier", "number of flights by month", "total price by region"]), { datasets: [from(random)] }),
    made: async (random) => {
      await rows(page, `create table made as select ${pick(random, KEYS.middle)} as k, count(*) as n from middle group by 1`);
      await rows(page, "drop table made");
    },
    arrow: (random) => call(page, "sql", `select * from ${from(random)} limit 5000`, { format: "arrow" }).then(() => {}),
    option: (random) => call(page, "option", { question: { kind: "query", from: "orders", groups: [{ column: pick(random, KEYS.orders) }], measures: [{ aggregate: "count" }] } }),
    sleep: async (random) => call(page, "sleep", from(random)),
    visit: (random) => visit(page, pick(random, ["data/middle", "data/orders", "sql", "dashboards", "ask"])),
    wrong: () => call(page, "sql", "select nothing_like_it from middle"),
  };
  const weighted = ["open", "open", "close", "sql", "sql", "sql", "filter", "filter", "ask", "made", "arrow", "option", "sleep", "visit", "wrong"];
  return async (count, seed) => {
    const random = randomOf(seed);
    for (let turn = 0; turn < count; turn += 1) {
      const kind = pick(random, weighted);
      const came = await kinds[kind](random);
      assert.ok(kind === "wrong" ? came.refused : !came?.refused, `${turn} ${kind}: ${JSON.stringify(came?.refused)}`);
    }
    while (extra.length) await closeOne();
  };
}

/** What is in use once nothing is under way and everything that can be worked out again is forgotten. */
async function settled(page) {
  await visit(page, "dashboards");
  await until("the datasets to be stored", async () => (await call(page, "memory")).datasets.every(({ is_stored }) => is_stored));
  for (const { name } of await call(page, "datasets")) await call(page, "wake", name);
  const { used_bytes, taken_bytes } = await call(page, "free");
  const session = await page.context().newCDPSession(page);
  for (let turn = 0; turn < 3; turn += 1) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return { used: used_bytes, taken: taken_bytes, heap: usedSize };
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function randomOf(seed) {
  let last = seed >>> 0;
  return () => {
    last = (Math.imul(last, 1664525) + 1013904223) >>> 0;
    return last / 2 ** 32;
  };
}

async function firstLines(path, count) {
  const lines = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    lines.push(line);
    if (lines.length > count) break;
  }
  return `${lines.join("\n")}\n`;
}

const held = (usage, name) => usage.datasets.find((held) => held.name === name);

async function start() {
  const site = await serve(dist());
  afterwards(site.close);
  const browser = await launch();
  await openApp(browser.page, site.url);
  Object.assign(state, browser, { url: site.url });
  return browser;
}
