// Leaks: a dashboard of twelve tiles is opened two hundred times, with other places between, and the page holds no more than before.
import assert from "node:assert/strict";
import { assertQuiet, call, openApp, openFile, until, visit } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const MEGABYTE = 1 << 20;
const OTHERS = ["ask", "explore", "data/orders", "sql", "dashboards"];

test("two hundred openings of a dashboard leave the page as it was", { timeout: 300_000 }, async () => {
  const site = await serve(dist());
  afterwards(site.close);
  const browser = await launch();
  const { page } = browser;
  await openApp(page, site.url);
  await openFile(page, data("orders.csv"));
  await visit(page, "dashboards");
  await page.getByRole("button", { name: /make one from a dataset/i }).click();
  await page.getByRole("dialog").getByRole("button", { name: /tiles/ }).filter({ hasText: "Overview" }).click();
  await until("tiles", async () => (await tiles(page).count()) >= 7);
  for (let count = await tiles(page).count(); count < 12; count += 1) {
    await tiles(page).filter({ hasText: "by product" }).first().getByRole("button", { name: /^More for/ }).click();
    await page.getByRole("menuitem", { name: "Duplicate" }).click();
    await until("one more", async () => (await tiles(page).count()) > count);
  }
  const here = await page.evaluate(() => location.hash);
  const open = async (times) => {
    for (let turn = 0; turn < times; turn += 1) {
      await page.evaluate((hash) => void (location.hash = hash), `#/${OTHERS[turn % OTHERS.length]}`);
      await until("no tile", async () => (await tiles(page).count()) === 0);
      await page.evaluate((hash) => void (location.hash = hash), here);
      await until("the charts", () => page.evaluate(() => document.querySelectorAll("article.tile").length === 12 && document.querySelectorAll("article.tile canvas").length > 2));
    }
  };
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  // What is made once is made in the first turns.
  await open(20);
  const before = await held(page, client);
  await open(200);
  const after = await held(page, client);
  const said = Object.keys(after).map((what) => `${what} ${before[what]} → ${after[what]}`).join(", ");
  console.log(`        ${said}`);
  assert.ok(after.Nodes - before.Nodes < 1_000, said);
  assert.ok(after.JSEventListeners - before.JSEventListeners < 1_000, said);
  assert.ok(after.JSHeapUsedSize - before.JSHeapUsedSize < 6 * MEGABYTE, said);
  assert.equal((await call(page, "datasets")).length, 1);
  assertQuiet(browser.seen);
});

const tiles = (page) => page.locator("article.tile");

/** What the page holds once rubbish is collected. */
async function held(page, client) {
  await page.waitForTimeout(1_000);
  await client.send("HeapProfiler.collectGarbage");
  await client.send("HeapProfiler.collectGarbage");
  const { metrics } = await client.send("Performance.getMetrics");
  const wanted = ["Nodes", "JSEventListeners", "JSHeapUsedSize"];
  return Object.fromEntries(metrics.filter(({ name }) => wanted.includes(name)).map(({ name, value }) => [name, value]));
}
