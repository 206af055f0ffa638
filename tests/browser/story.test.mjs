// The main job, end to end: open a real file, ask, see the chart, keep it on a dashboard, offline.
import assert from "node:assert/strict";
import { announcements, askInWords, assertClose, assertQuiet, call, chooseFile, openApp, readNumber, rows, tableCells, until, visit } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { clickMark } from "./chart.mjs";
import { launch, newProfile } from "./chromium.mjs";
import { dist } from "./folders.mjs";
import { counts, flightFacts, flightsFile, means, ROWS } from "./flights.mjs";
import { serve } from "./site.mjs";

const QUESTION = "average arrival delay by carrier";
const OTHER_QUESTION = "number of flights by month";
const story = {};

test("the flights are chosen with the file input and shown with their rows", { timeout: 300_000 }, async () => {
  story.facts = await flightFacts();
  assert.equal(story.facts.rows, ROWS);
  story.profile = newProfile();
  story.site = await serve(dist());
  afterwards(story.site.close);
  story.browser = await launch({ profile: story.profile });
  const { page } = story.browser;
  await openApp(page, story.site.url);
  await chooseFile(page, flightsFile());
  const [flights] = await until("the dataset", async () => {
    const datasets = await call(page, "datasets");
    return datasets.length && datasets;
  });
  assert.deepEqual([flights.name, flights.rows], ["flights", ROWS]);
  assert.deepEqual(flights.columns.map(({ name }) => name), story.facts.columns);
  await page.getByText("336,776").first().waitFor();
});

test("the question gets the right chart and the right numbers", async () => {
  const { page } = story.browser;
  const asked = await call(page, "ask", QUESTION);
  assert.ok(asked.table, JSON.stringify(asked.refused));
  assert.ok(["bar", "column"].includes(asked.chart), asked.chart);
  const expected = means(story.facts.carrier);
  assert.equal(asked.table.rows.length, expected.size);
  for (const [carrier, delay] of asked.table.rows) assertClose(delay, expected.get(carrier), carrier);

  story.card = await askInWords(page, QUESTION);
  const [, ...shown] = await tableCells(story.card);
  assert.equal(shown.length, expected.size);
  for (const [carrier, delay] of shown) assertClose(readNumber(delay), expected.get(carrier), `${carrier} in the table`, 0.06);
  await story.card.getByRole("button", { name: /^(chart|table)$/i }).first().click();
});

test("the option draws the same numbers", async () => {
  const { page } = story.browser;
  const { tile } = await call(page, "ask", QUESTION);
  const option = await call(page, "option", tile);
  assert.ok(Array.isArray(option.series) && option.series.length, JSON.stringify(option).slice(0, 300));
  const drawn = JSON.stringify(option);
  assert.match(drawn, /"?F9"?/);
  assert.match(drawn, /21\.92/);
});

test("the tile is pinned, and a second one beside it", async () => {
  const { page } = story.browser;
  await pin(page, story.card);
  const other = await askInWords(page, OTHER_QUESTION);
  await pin(page, other);
  await openDashboard(page);
  await until("two tiles", async () => (await tiles(page).count()) === 2);
});

test("a click on a bar picks it, and the other tile filters", async () => {
  const { page } = story.browser;
  const byCarrier = tile(page, /carrier/i);
  const byMonth = tile(page, /month|flights/i);
  const chips = page.getByRole("button", { name: /(remove|clear).*(carrier|pick|filter)|carrier/i });
  const before = await tableOf(byMonth);
  await clickMark(page, byCarrier, async () => JSON.stringify(await tableOf(byMonth)) !== JSON.stringify(before));
  const shown = new Map((await tableOf(byMonth)).slice(1).map(([month, flights]) => [month, readNumber(flights)]));
  const total = [...shown.values()].reduce((sum, value) => sum + value, 0);
  const carrier = [...counts(story.facts.carrier)].find(([, flights]) => flights === total)?.[0];
  assert.ok(carrier, `${total} flights are no carrier's`);
  const expected = [...counts(story.facts.carrierMonth.get(carrier)).values()].sort((a, b) => a - b);
  assert.deepEqual([...shown.values()].sort((a, b) => a - b), expected);
  assert.ok(await chips.count(), "a chip says what is picked");
  await page.keyboard.press("Escape");
  await until("the pick to be gone", async () => JSON.stringify(await tableOf(byMonth)) === JSON.stringify(before));
});

test("closed and opened again without a network, everything is there", { timeout: 180_000 }, async () => {
  await until("the app to be stored", () => story.browser.page.evaluate(async () => Boolean((await navigator.serviceWorker.ready).active)));
  await saved(story.browser.page);
  assertQuiet(story.browser.seen);
  await story.browser.close();
  await story.site.close();

  story.browser = await launch({ profile: story.profile });
  const { page, context } = story.browser;
  await context.setOffline(true);
  await openApp(page, story.site.url);
  const datasets = await until("the dataset", async () => {
    const found = await call(page, "datasets");
    return found.length && found;
  });
  assert.deepEqual(datasets.map(({ name, rows }) => [name, rows]), [["flights", ROWS]]);
  await openDashboard(page);
  await until("two tiles", async () => (await tiles(page).count()) === 2);
  const expected = means(story.facts.carrier);
  const [, ...shown] = await tableOf(tile(page, /carrier/i));
  assert.equal(shown.length, expected.size);
  for (const [carrier, delay] of shown) assertClose(readNumber(delay), expected.get(carrier), carrier, 0.06);
  const [[known]] = await rows(page, "select count(arr_delay) from flights");
  assert.equal(known, story.facts.delay.get("all").known);
  const { table } = await call(page, "ask", OTHER_QUESTION);
  assert.equal(table.rows.length, 12);
  assert.doesNotMatch(await announcements(page), /sign in|server/i);
});

async function pin(page, card) {
  await card.getByRole("button", { name: /pin/i }).first().click();
  const choice = page.getByRole("menuitem").or(page.getByRole("dialog").getByRole("button", { name: /new|pin|add/i }));
  if (await choice.first().isVisible().catch(() => false)) await choice.first().click();
}

async function openDashboard(page) {
  await visit(page, "dashboards");
  await page.getByRole("main").locator('a[href*="#/dashboard/"]').first().click();
}

const tiles = (page) => page.getByRole("article");
const tile = (page, name) => tiles(page).filter({ hasText: name }).first();

async function tableOf(card) {
  return tableCells(card);
}

/** Waits until nothing more is being written to storage. */
async function saved(page) {
  await page.evaluate(() => new Promise((done) => setTimeout(done, 4000)));
}
