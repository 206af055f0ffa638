// A joined, calculated, pivoted question with a running total and totals, built by the interface alone; the numbers are those of plain JavaScript.
import assert from "node:assert/strict";
import { askInWords, assertClose, assertQuiet, openApp, openFile, readNumber, tableCells, until, visit } from "./app.mjs";
import { findings } from "./axe.mjs";
import { apply, chips, choose, dialog, item, settled, write } from "./building.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const REGIONS = ["north", "south", "west"];
const CUSTOMERS = Array.from({ length: 12 }, (_, at) => ({ id: at + 1, region: REGIONS[at % 3], city: `city ${at % 5}` }));
const ORDERS = Array.from({ length: 240 }, (_, at) => ({
  order_id: 1000 + at,
  customer_id: 1 + ((at * 7) % 12),
  day: `2024-${String(1 + (at % 4)).padStart(2, "0")}-${String(1 + (at % 27)).padStart(2, "0")}`,
  price: 5 + ((at * 13) % 40) / 4,
  quantity: 1 + (at % 6),
}));
const MONTHS = ["Jan 2024", "Feb 2024", "Mar 2024", "Apr 2024"];
const state = {};

test("two files are open, and one is asked about", async () => {
  state.site = await serve(dist());
  afterwards(state.site.close);
  state.browser = await launch();
  const { page } = state.browser;
  await openApp(page, state.site.url);
  await openFile(page, csv("customers", CUSTOMERS));
  await openFile(page, csv("orders", ORDERS));
  await visit(page, "ask");
  await askInWords(page, "how many orders");
  state.card = page.getByRole("article").first();
  await chips(state.card).getByText("orders").waitFor();
});

test("another dataset is joined by what its columns are called", async () => {
  const { card } = state;
  await choose(card, "Add", "Join another dataset");
  const form = dialog(card);
  assert.equal(await form.getByRole("combobox", { name: "Dataset" }).inputValue(), "customers");
  assert.equal(await form.getByRole("combobox", { name: "Column here" }).inputValue(), "customer_id");
  assert.equal(await form.getByRole("combobox", { name: "Column there" }).inputValue(), "id");
  await form.getByText("240 rows stay, each once").waitFor();
  assert.deepEqual(await findings(state.browser.page), []);
  await apply(card);
  await settled(card);
  assert.match(await chips(card).innerText(), /with\s*customers/);
});

test("a column is calculated, with its mistakes marked", async () => {
  const { card } = state;
  await choose(card, "Add", "Calculated column");
  await dialog(card).getByRole("textbox", { name: "Name" }).fill("revenue");
  await write(card, "price * quantityy");
  await dialog(card).locator("mark").waitFor();
  assert.equal(await dialog(card).locator("mark").innerText(), "quantityy");
  assert.ok(await dialog(card).getByRole("button", { name: "Apply" }).isDisabled());
  await write(card, "price * quantity");
  await dialog(card).getByText(/^Gives a number/).waitFor();
  const preview = dialog(card).getByRole("table", { name: "The first values" });
  await preview.waitFor();
  const [first] = ORDERS;
  const cells = await preview.locator("tbody tr").first().locator("td").allInnerTexts();
  assert.deepEqual(await findings(state.browser.page), []);
  assert.deepEqual(cells.map(readNumber), [first.price, first.quantity, first.price * first.quantity]);
  await apply(card);
  await settled(card);
});

test("figures, groups, a running total and columns across are chosen from menus", async () => {
  const { card } = state;
  await choose(card, "measure", "Of", "revenue");
  await settled(card);
  await choose(card, "measure", "Rename");
  await dialog(card).getByRole("textbox", { name: "Name" }).fill("sales");
  await apply(card);
  await settled(card);
  await choose(card, "Add", "Group", "region");
  await settled(card);
  await choose(card, "Add", "Group", "day");
  await settled(card);
  await choose(card, "measure", "Show as");
  assert.deepEqual(await findings(state.browser.page), []);
  await item(card, "Running total").click();
  await settled(card);
  assert.match(await chips(card).innerText(), /running total of sales/);
  await choose(card, "by region", "As columns");
  await card.page().keyboard.press("Escape");
  await settled(card);
  assert.match(await chips(card).innerText(), /across\s*region/);
});

test("the numbers are right", async () => {
  const { card } = state;
  const [head, ...rows] = await tableCells(card);
  const at = (name) => head.indexOf(name);
  assert.deepEqual(rows.map(([month]) => month.slice(-8)), MONTHS);
  for (const region of REGIONS) {
    let sum = 0;
    for (const [index, row] of rows.entries()) {
      const own = sales(region, index);
      sum += own;
      assertClose(readNumber(row[at(`${region} · sales`)]), own, `${region} in ${row[0]}`, 1e-3);
      assertClose(readNumber(row[at(`${region} · running total of sales`)]), sum, `${region} up to ${row[0]}`, 1e-3);
    }
  }
});

test("totals stand apart", async () => {
  const { card } = state;
  await choose(card, "shown as", "Remove");
  await choose(card, "across region", "As columns");
  await card.page().keyboard.press("Escape");
  await settled(card);
  await choose(card, "Add", "Totals");
  await settled(card);
  const cells = await tableCells(card);
  const sums = await card.locator("tr.sum").count();
  assert.equal(sums, REGIONS.length);
  const grand = await card.locator("tr.grand td").allInnerTexts();
  assert.equal(grand[0], "Total");
  assertClose(readNumber(grand.at(-1)), total(ORDERS), "everything", 1e-3);
  const [, ...rows] = cells;
  const subtotals = rows.filter((row) => row[1] === "Total");
  assert.deepEqual(subtotals.map(([region]) => region), REGIONS);
});

test("a change that the engine refuses is kept, marked and can be taken back", async () => {
  const { card } = state;
  const before = await chips(card).innerText();
  await choose(card, "column revenue", "Change");
  await write(card, "price * 2");
  await apply(card);
  await settled(card);
  await card.page().keyboard.press("Control+z");
  await settled(card);
  assert.equal(await chips(card).innerText(), before);
  await choose(card, "column revenue", "Remove");
  await settled(card);
  assert.doesNotMatch(await chips(card).innerText(), /sales/);
  await card.getByRole("button", { name: "Undo" }).click();
  await settled(card);
  assert.match(await chips(card).innerText(), /sales/);
});

test("the keyboard alone adds a condition on the answer", async () => {
  const { card } = state;
  const { page } = state.browser;
  await chips(card).getByRole("button", { name: /^measure sales/ }).focus();
  await page.keyboard.press("ArrowDown");
  await item(card, "Only groups where it").focus();
  await page.keyboard.press("Enter");
  const form = dialog(card);
  await form.getByRole("combobox", { name: "Condition" }).selectOption({ label: "is above" });
  await form.getByRole("combobox", { name: "Value" }).or(form.getByLabel("Value")).first().fill("500");
  await page.keyboard.press("Enter");
  await settled(card);
  await until("the chip", async () => /sales is above 500/.test(await chips(card).innerText()));
  assertQuiet(state.browser.seen);
});

function sales(region, month) {
  const ids = CUSTOMERS.filter((customer) => customer.region === region).map(({ id }) => id);
  return total(ORDERS.filter(({ customer_id, day }) => ids.includes(customer_id) && Number(day.slice(5, 7)) === month + 1));
}

function total(orders) {
  return orders.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
}

function csv(name, rows) {
  const lines = [Object.keys(rows[0]), ...rows.map(Object.values)].map((row) => row.join(","));
  return { name: `${name}.csv`, mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) };
}
