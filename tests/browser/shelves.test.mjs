// How Explore helps: why a kind of chart, what is easy to misread, very many names, menus of rows, data that is not open.
import assert from "node:assert/strict";
import { assertClose, assertQuiet, readNumber, rows, until } from "./app.mjs";
import { findings } from "./axe.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch, newProfile, PHONE } from "./chromium.mjs";
import { cells, column, explore, item, many, openQuestion, pill, pills, putOn, rested, shelf, showTable } from "./exploring.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const NAMES = 5_000;
const state = {};
const reasons = (page) => page.getByRole("group", { name: "Why this kind of chart" }).getByRole("button");
const kind = (page, name) => page.getByRole("group", { name: "Kinds of chart" }).locator(".kind").filter({ hasText: new RegExp(`^${name}$`) });
const isPressed = (locator) => async () => (await locator.getAttribute("aria-pressed")) === "true";
const shown = (page) => page.getByRole("group", { name: "More of the question" }).locator("b").first().innerText();
const advice = (page) => page.locator(".stage-card .advice");
const asked = (page) => page.evaluate(() => JSON.parse(decodeURIComponent(location.hash.split("/")[2])));
const row = (page, at) => page.locator(".stage-card tbody tr:not(.gap)").nth(at);

test("the best kind and those that come next say why, and lead there", async () => {
  state.site = await serve(dist());
  afterwards(state.site.close);
  state.browser = await launch({ profile: newProfile() });
  state.page = state.browser.page;
  const { page } = state;
  await explore(page, state.site.url, data("orders.csv"));
  await column(page, "quantity").click();
  await column(page, "region").click();
  await until("the reasons", async () => /lengths compare the names of “region” best/i.test((await reasons(page).allInnerTexts()).join()));
  assert.match(await reasons(page).first().innerText(), /^Bar/);
  assert.ok(await isPressed(reasons(page).first())());
  const next = reasons(page).nth(1);
  const name = await next.locator("b").innerText();
  await next.click();
  await until("the next kind", isPressed(kind(page, name)));
  await reasons(page).first().click();
  await until("the best again", isPressed(kind(page, "Best")));
});

test("a kind that cannot be drawn says what the engine says of it", async () => {
  const { page } = state;
  const candles = kind(page, "Candlestick");
  const lack = "candlesticks need open, close, low and high along time";
  assert.equal(await candles.getAttribute("title"), `Candlestick: ${lack}`);
  // It says so itself that it is not there to be chosen.
  await candles.click({ force: true });
  await page.getByText(`Candlestick cannot be drawn of this: ${lack}`).locator("visible=true").first().waitFor();
  const { question } = await asked(page);
  await openQuestion(page, { title: "", question, chart: { kind: "candlestick" } });
  await page.locator(".notes").getByText(new RegExp(`^Shown as an? [a-z ]+: ${lack}$`)).waitFor();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await until("the best", isPressed(kind(page, "Best")));
});

test("what is easy to misread is said, put right by a button, and taken back like any change", async () => {
  const { page } = state;
  await kind(page, "Line").click();
  await advice(page).waitFor();
  assert.match(await advice(page).innerText(), /line/i);
  await advice(page).getByRole("button").first().click();
  await until("no line", async () => (await kind(page, "Line").getAttribute("aria-pressed")) === "false");
  assert.deepEqual(await pills(page, "Groups"), ["region"]);
  await page.keyboard.press("Control+z");
  await until("the line again", isPressed(kind(page, "Line")));
  await advice(page).getByRole("button", { name: "Say this no more here" }).click();
  await until("nothing said", async () => (await advice(page).count()) === 0);
  await putOn(page, "paid", "Groups");
  await pill(page, "Groups", "paid").press("Delete");
  await until("one group", async () => (await pills(page, "Groups")).length === 1);
  await kind(page, "Line").click();
  await rested(page);
  await page.waitForTimeout(1_000);
  assert.equal(await advice(page).count(), 0, "it was not to be said again");
});

test("of very many names the leading ones are shown, and what is left out is said", async () => {
  state.names = await launch();
  const { page } = state.names;
  await explore(page, state.site.url, many(NAMES));
  await column(page, "amount").click();
  await column(page, "name").click();
  await until("the ranking", async () => (await shown(page)) === "top 20");
  const table = (await cells(page)).slice(1);
  const told = await rows(page, "select name, sum(amount) from names group by name order by 2 desc, 1 limit 20");
  assert.deepEqual(table.map(([name]) => name), told.map(([name]) => name));
  table.forEach(([name, sum], at) => assertClose(readNumber(sum), told[at][1], name, 1e-3));
  await page.getByText(`${(NAMES - 20).toLocaleString("en")} more of name are not shown`).waitFor();
  await page.keyboard.press("Control+z");
  await until("neither group nor ranking", async () => (await pills(page, "Groups")).length === 0);
  await page.keyboard.press("Control+Shift+z");
  await until("both", async () => (await shown(page)) === "top 20");
  await page.getByRole("group", { name: "More of the question" }).getByRole("button").first().click();
  await item(page, /^All$/).click();
  await until("all", async () => (await shown(page)) === "all");
  await column(page, "day").click();
  await until("two groups", async () => (await pills(page, "Groups")).length === 2);
  assert.equal(await shown(page), "all", "what was chosen stays");
});

test("as colours nine names are told apart, and the rest is one", async () => {
  const { page } = state.names;
  await pill(page, "Groups", "name").press("Delete");
  await until("one group", async () => (await pills(page, "Groups")).length === 1);
  await putOn(page, "name", "Colour");
  await until("the ranking", async () => (await shown(page)) === "top 9");
  await rested(page);
  const tile = await asked(page);
  const strands = await page.evaluate(async (tile) => (await window.sextant.option(tile)).series.length, tile);
  assert.equal(strands, 10);
  const answer = await page.evaluate((question) => window.sextant.query(question), tile.question);
  const sum = (isRest) => answer.rows.filter((row) => row.includes("Other") === isRest).reduce((sum, row) => sum + row.at(-1), 0);
  const [[all]] = await rows(page, "select sum(amount) from names");
  const [[leading]] = await rows(page, "select sum(amount) from (select name, sum(amount) as amount from names group by name order by 2 desc limit 9)");
  assertClose(sum(false), leading, "the nine", 1e-6);
  assertClose(sum(true), all - leading, "the rest", 1e-6);
  await pill(page, "Colour", "name").press("Delete");
  await until("no ranking", async () => (await shown(page)) === "all");
});

test("fifty thousand names do not hold the page up", { timeout: 120_000 }, async () => {
  const browser = await launch();
  const { page } = browser;
  await explore(page, state.site.url, many(50_000));
  await page.evaluate(() => {
    window.__longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.__longest = Math.max(window.__longest, entry.duration)))).observe({ type: "longtask" });
  });
  await column(page, "name").click();
  await until("the ranking", async () => (await shown(page)) === "top 20");
  await rested(page);
  await putOn(page, "name", "Colour");
  await rested(page);
  const longest = await page.evaluate(() => window.__longest);
  assert.ok(longest < 1_000, `the page did nothing else for ${Math.round(longest)} ms`);
  assertQuiet(browser.seen);
  await browser.close();
});

test("the rows of the table have the menu of marks: by mouse and by keyboard", async () => {
  const { page } = state;
  await kind(page, "Best").click();
  await showTable(page);
  const name = await row(page, 1).locator("td").first().innerText();
  await row(page, 1).click({ button: "right" });
  await until("the menu", async () => (await page.locator(".menu .title").innerText()) === `region: ${name}`);
  for (const says of ["Why is it this number", "See the rows", "Filter to this", "Leave this out", "Copy"]) await item(page, says).waitFor();
  await page.keyboard.press("Escape");
  await row(page, 0).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+F10");
  await until("the menu", async () => (await page.locator(".menu .title").innerText()) === `region: ${name}`);
  await page.keyboard.press("Escape");
  await until("the row again", () => page.evaluate(() => document.activeElement.matches("tr")));
  await page.keyboard.press("Shift+F10");
  await item(page, "Leave this out").click();
  await until("a filter", async () => (await pills(page, "Filters")).length === 1);
  await rested(page);
  await until("it is gone", async () => !(await cells(page)).some(([first]) => first === name));
  await page.keyboard.press("Control+z");
});

test("and by a long press", { timeout: 120_000 }, async () => {
  const browser = await launch({ viewport: PHONE, touch: true });
  const { page } = browser;
  await explore(page, state.site.url, data("orders.csv"));
  await putOn(page, "region", "Groups");
  await showTable(page);
  await row(page, 0).scrollIntoViewIfNeeded();
  const box = await row(page, 0).boundingBox();
  const client = await page.context().newCDPSession(page);
  const point = { x: box.x + 40, y: box.y + box.height / 2 };
  await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [point] });
  await item(page, "Filter to this").waitFor();
  await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await item(page, "Filter to this").tap();
  await until("a filter", async () => (await pills(page, "Filters")).length === 1);
  assert.deepEqual(await findings(page), []);
  await browser.close();
});

test("data that is not open is named, opened by a button, or another is asked", async () => {
  const { page } = state;
  const count = (from, group) => ({ title: "", question: { kind: "query", from, groups: [{ column: group }], measures: [{ aggregate: "count" }] }, chart: {} });
  await openQuestion(page, count("sales 2025", "region"));
  const alert = page.getByRole("alert").filter({ hasText: "sales 2025" });
  await alert.getByText("“sales 2025” is not open, so its question cannot be answered").waitFor();
  await alert.getByRole("button", { name: "Open sales 2025…" }).waitFor();
  assert.deepEqual(await findings(page), []);
  await alert.getByRole("button", { name: "Ask it of orders" }).click();
  await until("the answer", async () => (await page.getByRole("alert").count()) === 0);
  await rested(page);
  await openQuestion(page, count("penguins", "species"));
  await page.getByRole("button", { name: "Open penguins", exact: true }).click();
  await until("the answer", async () => (await page.getByRole("alert").count()) === 0);
  await until("its question", () => page.evaluate(() => location.hash.startsWith("#/explore") && decodeURIComponent(location.hash).includes("penguins")));
});

test("axe finds nothing in what is said, in both themes", { timeout: 240_000 }, async () => {
  for (const theme of ["light", "dark"]) {
    const browser = await launch({ theme });
    const { page } = browser;
    await explore(page, state.site.url, data("orders.csv"));
    await column(page, "quantity").click();
    await column(page, "region").click();
    await rested(page);
    await kind(page, "Line").click();
    await advice(page).waitFor();
    await kind(page, "Candlestick").click({ force: true });
    assert.deepEqual(await findings(page), [], `${theme}, reasons and advice`);
    await showTable(page);
    await row(page, 0).click({ button: "right" });
    await item(page, "Filter to this").waitFor();
    assert.deepEqual(await findings(page), [], `${theme}, the menu of a row`);
    assertQuiet(browser.seen);
    await browser.close();
  }
});

test("nothing went wrong unseen", async () => {
  assertQuiet(state.browser.seen);
  assertQuiet(state.names.seen);
  await state.names.close();
  await state.browser.close();
});
