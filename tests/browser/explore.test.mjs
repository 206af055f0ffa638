// Explore: built by mouse, by touch and by keyboard alone; taken back; kept; and why a figure is what it is.
import assert from "node:assert/strict";
import { assertClose, assertQuiet, openApp, readNumber, rows, until, visit } from "./app.mjs";
import { findings } from "./axe.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch, newProfile, PHONE } from "./chromium.mjs";
import { cells, column, drag, explore, item, pill, pills, rested, shelf } from "./exploring.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const state = {};

test("a click puts a column where it belongs, and the answer is true", async () => {
  state.site = await serve(dist());
  afterwards(state.site.close);
  state.profile = newProfile();
  state.browser = await launch({ profile: state.profile });
  state.page = state.browser.page;
  const { page } = state;
  await explore(page, state.site.url, data("orders.csv"));
  await page.getByRole("region", { name: "Begin" }).waitFor();
  await column(page, "quantity").click();
  await until("a value", async () => (await pills(page, "Values")).length === 1);
  await column(page, "region").click();
  await column(page, "day").click();
  await until("two groups", async () => (await pills(page, "Groups")).length === 2);
  assert.deepEqual(await pills(page, "Values"), ["sum of quantity"]);
  const groups = await pills(page, "Groups");
  assert.equal(groups[0], "region");
  assert.match(groups[1], /^day by (day|week|month|quarter|year)$/);
  await pill(page, "Groups", "day by").press("Delete");
  await until("one group", async () => (await pills(page, "Groups")).length === 1);
  const shown = await cells(page);
  const told = await rows(page, "select region, sum(quantity) from orders group by region");
  assert.equal(shown.length - 1, told.length);
  for (const [region, sum] of told) {
    const row = shown.find(([name]) => name === (region ?? ""));
    if (region) assertClose(readNumber(row[1]), sum, region, 1e-3);
  }
});

test("a column is dragged to a shelf, a pill to another, and off to remove it", async () => {
  const { page } = state;
  await drag(page, column(page, "product"), shelf(page, "Colour"));
  await until("a colour", async () => (await pills(page, "Colour")).join() === "product");
  await rested(page);
  await drag(page, pill(page, "Colour", "product"), shelf(page, "Small multiples"));
  await until("small multiples", async () => (await pills(page, "Small multiples")).join() === "product");
  assert.deepEqual(await pills(page, "Colour"), []);
  await drag(page, pill(page, "Small multiples", "product"), pill(page, "Groups", "region"));
  await until("two groups", async () => (await pills(page, "Groups")).length === 2);
  const box = await page.locator(".stage-card").boundingBox();
  await drag(page, pill(page, "Groups", "product"), [box.x + box.width / 2, box.y + box.height / 2]);
  await until("one group", async () => (await pills(page, "Groups")).join() === "region");
  assert.equal(await page.locator(".menu").count(), 0, "a drag must not open a menu");
});

test("changes are taken back and made again, also after a reload; the address holds the question", async () => {
  const { page } = state;
  await page.keyboard.press("Control+z");
  await until("the group again", async () => (await pills(page, "Groups")).length === 2);
  await page.reload();
  await until("the groups after a reload", async () => (await pills(page, "Groups")).length === 2);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await until("small multiples again", async () => (await pills(page, "Small multiples")).join() === "product");
  await page.getByRole("button", { name: /^Redo/ }).click();
  await page.getByRole("button", { name: /^Redo/ }).click();
  await until("one group", async () => (await pills(page, "Groups")).join() === "region");
  const address = await until("the question in the address", () => page.evaluate(() => location.hash.includes("region") && location.hash));
  await pill(page, "Groups", "region").press("Delete");
  await until("no group", async () => (await pills(page, "Groups")).length === 0);
  await page.evaluate((hash) => void (location.hash = hash), address);
  await until("the question of the address", async () => (await pills(page, "Groups")).join() === "region");
});

test("a pill's menu changes how it is worked out, and shows it in other ways", async () => {
  const { page } = state;
  await pill(page, "Values", "sum of quantity").click();
  await item(page, /^How/).click();
  await item(page, "Average").click();
  await until("the average", async () => (await pills(page, "Values")).join() === "average of quantity");
  await pill(page, "Values", "average of quantity").click();
  await item(page, /^Show as/).click();
  await item(page, /rank/i).click();
  await until("a rank", async () => (await pills(page, "Values")).length === 2);
  await pill(page, "Values", "average of quantity").click();
  await item(page, "Move to Colour").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await until("no rank", async () => (await pills(page, "Values")).length === 1);
});

test("a filter is made by the plus sign of its shelf", async () => {
  const { page } = state;
  await shelf(page, "Filters").getByRole("button", { name: "Add to Filters" }).click();
  await item(page, /^price$/).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Condition" }).selectOption({ label: "is above" });
  await dialog.getByLabel("Value", { exact: true }).fill("30");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await until("the filter", async () => (await pills(page, "Filters")).join() === "price is above 30");
  const shown = await cells(page);
  const told = await rows(page, "select region, avg(quantity) from orders where price > 30 and region is not null group by region");
  for (const [region, mean] of told) assertClose(readNumber(shown.find(([name]) => name === region)[1]), mean, region, 1e-2);
});

test("kinds: one that fits is drawn, one that does not says what it needs", async () => {
  const { page } = state;
  const kinds = page.getByRole("group", { name: "Kinds of chart" });
  const fitting = kinds.locator(".kind:not(.unfit)");
  const other = fitting.filter({ hasText: /^(Lollipop|Pie|Column|Donut)$/ }).first();
  await other.click();
  await until("the other kind", async () => (await other.getAttribute("aria-pressed")) === "true");
  const unfit = kinds.locator(".kind.unfit").filter({ hasText: /^Candlestick$/ });
  assert.match(await unfit.getAttribute("title"), /need open, close, low and high/);
  await kinds.getByRole("button", { name: "Best" }).click();
});

test("why a figure is what it is: its formula, its rows, what makes it up", async () => {
  const { page } = state;
  await drag(page, pill(page, "Filters", "price"), [700, 600]);
  await pill(page, "Values", "average of quantity").click();
  await item(page, /^How/).click();
  await item(page, "Sum").click();
  await until("the sum", async () => (await pills(page, "Values")).join() === "sum of quantity");
  await rested(page);
  const toggle = page.locator(".explore .foot").getByRole("button", { name: "Chart", exact: true });
  if (await toggle.count()) await toggle.click();
  const chart = page.locator(".stage-card [role=img]");
  await chart.waitFor();
  await page.locator(".stage-card canvas").first().waitFor();
  await chart.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+F10");
  const title = await page.locator(".menu .title").innerText();
  const region = title.replace(/^region: /, "");
  await item(page, "Why is it this number").click();
  const dialog = page.getByRole("dialog", { name: "Why is it this number" });
  await dialog.waitFor();
  const [[count, sum, all]] = await rows(page, `select sum(case when region = '${region}' then 1 else 0 end), sum(case when region = '${region}' then quantity else 0 end), count(*) from orders`);
  await until("the number of rows", async () => new RegExp(`Rows\\s+${count} of ${all}`).test(await dialog.innerText()));
  assertClose(readNumber(await dialog.locator(".why-figure b").innerText()), sum, "the figure", 1e-3);
  assert.match(await dialog.innerText(), /Sum of quantity/);
  const parts = dialog.getByRole("table", { name: "What makes it up" });
  await parts.waitFor();
  await dialog.getByRole("combobox", { name: "By" }).selectOption("product");
  const products = await rows(page, `select product, sum(quantity) from orders where region = '${region}' group by product order by 2 desc nulls last limit 8`);
  await until("the largest part", async () => (await parts.locator("th").first().innerText()) === products[0][0]);
  const shown = await parts.locator("tr").evaluateAll((all) => all.map((row) => row.cells[2].innerText));
  assertClose(readNumber(shown[0]), products[0][1], "the largest part", 1e-2);
  await dialog.getByText(new RegExp(`^${count} rows?$`)).first().waitFor();
  const field = dialog.getByRole("searchbox", { name: "Find in the rows" });
  await field.fill(products[0][0]);
  await field.press("Enter");
  const [[found]] = await rows(page, `select count(*) from orders where region = '${region}' and product = '${products[0][0]}'`);
  await until("the rows that were found", async () => (await dialog.locator(".rows-head").innerText()).startsWith(`${found} row`));
  assert.deepEqual(await findings(page), []);
  await dialog.getByRole("button", { name: "Close" }).click();
  await until("the dialog to close", async () => (await dialog.count()) === 0);
});

test("it is pinned, handed to Ask and to SQL, and an answer comes back", async () => {
  const { page } = state;
  const foot = page.locator(".explore .foot");
  await foot.getByRole("button", { name: "Pin" }).click();
  await page.getByRole("menuitem", { name: "New dashboard" }).click();
  await foot.getByRole("button", { name: "Ask" }).click();
  const card = page.getByRole("article").first();
  await card.waitFor();
  assert.match(await card.innerText(), /Sum of quantity by region/i);
  await visit(page, "explore");
  await page.locator(".explore .foot").getByRole("button", { name: "SQL" }).click();
  await until("the editor", () => page.evaluate(() => location.hash === "#/sql"));
  await visit(page, "dashboards");
  await page.getByRole("main").locator('a[href*="#/dashboard/"]').first().click();
  const tile = page.getByRole("article").first();
  await tile.waitFor();
  await tile.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: "Why is it this number…" }).click();
  const dialog = page.getByRole("dialog", { name: "Why is it this number" });
  const [[count]] = await rows(page, "select count(*) from orders");
  await until("all rows", async () => new RegExp(`Rows\\s+${count}, all there are`).test(await dialog.innerText()));
  await page.keyboard.press("Escape");
  await tile.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: "Explore" }).click();
  await until("Explore", () => page.evaluate(() => location.hash.startsWith("#/explore")));
  await until("its question", async () => (await pills(page, "Groups")).join() === "region");
});

test("axe finds nothing, with a menu open and in both themes", { timeout: 240_000 }, async () => {
  for (const theme of ["light", "dark"]) {
    const browser = await launch({ theme });
    const { page } = browser;
    await explore(page, state.site.url, data("orders.csv"));
    assert.deepEqual(await findings(page), [], `${theme}, nothing chosen`);
    await column(page, "quantity").click();
    await column(page, "region").click();
    await rested(page);
    await pill(page, "Values", "sum of quantity").click();
    await item(page, /^How/).waitFor();
    assert.deepEqual(await findings(page), [], `${theme}, a pill's menu`);
    await page.keyboard.press("Escape");
    await column(page, "day").press("ArrowRight");
    await item(page, "Add to Groups").waitFor();
    assert.deepEqual(await findings(page), [], `${theme}, a column's menu`);
    await browser.close();
  }
});

test("by keyboard alone: found, put, walked, moved, changed, filtered, drawn, asked why, taken back", { timeout: 240_000 }, async () => {
  const browser = await launch();
  const { page } = browser;
  await explore(page, state.site.url, data("orders.csv"));
  const { keyboard } = page;
  const press = async (...keys) => {
    for (const key of keys) await keyboard.press(key);
  };
  const focused = () => page.evaluate(() => (document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "").trim());
  await tabTo(page, () => document.activeElement.getAttribute("aria-label") === "Find a column");
  await keyboard.type("qua");
  await press("ArrowDown");
  assert.match(await focused(), /^quantity, whole number/);
  await press("Enter");
  await until("a value", async () => (await pills(page, "Values")).join() === "sum of quantity");
  await press("Shift+Tab");
  await press("Control+a", "Delete", "ArrowDown", "Home", "ArrowDown", "ArrowDown");
  assert.match(await focused(), /^region/);
  await press("ArrowRight");
  await until("the column's menu", () => item(page, "Add to Groups").isVisible());
  await until("its first item", async () => /^Add to Values/.test(await focused()));
  await press("ArrowDown", "Enter");
  await until("a group", async () => (await pills(page, "Groups")).join() === "region");
  await until("the column again", async () => /^region/.test(await focused()));
  await press("ArrowDown", "Enter");
  await until("two groups", async () => (await pills(page, "Groups")).join() === "region,product");
  await tabTo(page, () => document.activeElement.matches("[data-shelf=values] .seat > button"));
  await press("ArrowRight", "ArrowRight");
  assert.match(await focused(), /region/);
  await press("Alt+ArrowRight");
  await until("another order", async () => (await pills(page, "Groups")).join() === "product,region");
  await until("the focus to go along", async () => /region/.test(await focused()));
  await press("Alt+ArrowDown");
  await until("a colour", async () => (await pills(page, "Colour")).join() === "region");
  await until("the focus to go along", async () => /region/.test(await focused()));
  await press("Delete");
  await until("no colour", async () => (await pills(page, "Colour")).length === 0);
  await press("Control+z");
  await until("the colour again", async () => (await pills(page, "Colour")).join() === "region");
  await press("Control+Shift+z");
  await until("no colour", async () => (await pills(page, "Colour")).length === 0);
  await tabTo(page, () => document.activeElement.matches("[data-shelf=values] .seat > button"), "Shift+Tab");
  await press("Enter");
  await until("the pill's menu", () => item(page, /^How/).isVisible());
  await press("Enter");
  await until("the sum to be marked", async () => /^\s*Sum/.test(await focused()));
  await press("ArrowDown", "Enter");
  await until("the average", async () => (await pills(page, "Values")).join() === "average of quantity");
  await tabTo(page, () => document.activeElement.getAttribute("aria-label") === "Add to Filters");
  await press("Enter");
  await until("the menu of filters", async () => /condition/.test(await focused()));
  await press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).waitFor();
  await press("Escape");
  await rested(page);
  await tabTo(page, () => document.activeElement.matches(".kind"));
  await press("ArrowRight", "ArrowRight", "Enter");
  await until("another kind", () => page.evaluate(() => document.activeElement.getAttribute("aria-pressed") === "true"));
  await rested(page);
  await tabTo(page, () => document.activeElement.matches(".stage-card [role=img]"));
  await press("ArrowRight", "Shift+F10");
  await until("the mark's menu", async () => /Why is it/.test(await focused()));
  await press("Enter");
  await page.getByRole("dialog", { name: "Why is it this number" }).waitFor();
  await press("Escape");
  await tabTo(page, () => /^Pin/.test(document.activeElement.innerText.trim()));
  await press("Enter");
  await until("the menu of dashboards", async () => /New dashboard/.test(await focused()));
  await press("Enter");
  await until("the pin", async () => /Pinned/.test(await page.locator(".toasts").innerText()));
  assertQuiet(browser.seen);
  await browser.close();
});

test("by touch: a sheet of columns, taps and menus in place of drags", { timeout: 180_000 }, async () => {
  const browser = await launch({ viewport: PHONE, touch: true });
  const { page } = browser;
  await openApp(page, state.site.url);
  await explore(page, state.site.url, data("orders.csv"));
  await page.getByRole("button", { name: "Columns", exact: true }).tap();
  await column(page, "quantity").tap();
  await page.getByRole("button", { name: "More for region" }).tap();
  await item(page, "Add to Groups").tap();
  await page.getByRole("button", { name: "Close the columns" }).tap();
  await until("the pills", async () => (await pills(page, "Groups")).join() === "region");
  await pill(page, "Groups", "region").tap();
  await item(page, "Move to Values").tap();
  await until("a figure of it", async () => (await pills(page, "Values")).join() === "sum of quantity,distinct of region");
  await rested(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} pixels wider than the screen`);
  assert.deepEqual(await findings(page), []);
  await browser.close();
});

test("three hundred columns with long names hold", { timeout: 180_000 }, async () => {
  const browser = await launch();
  const { page } = browser;
  const names = Array.from({ length: 300 }, (_, at) => `a rather long name of a column that nobody would call short number ${at}.`);
  const lines = Array.from({ length: 50 }, (_, row) => names.map((_, at) => (row * (at + 3)) % 97).join(","));
  await explore(page, state.site.url, { name: "wide.csv", mimeType: "text/csv", buffer: Buffer.from([names.join(","), ...lines].join("\n")) });
  await until("all columns", async () => (await column(page).count()) === 300);
  await page.getByRole("searchbox", { name: "Find a column" }).fill("number 299.");
  await until("one column", async () => (await column(page).count()) === 1);
  await column(page).first().click();
  await until("its figure", async () => (await pills(page, "Values")).length === 1);
  await rested(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} pixels wider than the screen`);
  assertQuiet(browser.seen);
  await browser.close();
});

test("nothing went wrong unseen", async () => {
  assertQuiet(state.browser.seen);
  await state.browser.close();
});

async function tabTo(page, wanted, key = "Tab") {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press(key);
    if (await page.evaluate(wanted)) return;
  }
  throw new Error(`120 times ${key} did not get there`);
}
