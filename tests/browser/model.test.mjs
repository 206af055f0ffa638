// The model of a workspace: relations, metrics and dimensions are made on its page, and found by words.
import assert from "node:assert/strict";
import { askInWords, assertClose, assertQuiet, call, openApp, openFile, readNumber, tableCells, until, visit } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const SEGMENTS = ["retail", "wholesale", "public"];
const customers = Array.from({ length: 40 }, (_, at) => ({ id: at + 1, name: `Customer ${at + 1}`, segment: SEGMENTS[(at * 7) % 3] }));
const orders = Array.from({ length: 300 }, (_, at) => ({
  order_id: 1000 + at,
  customer_id: ((at * 11) % 40) + 1,
  amount: (at * 37) % 200,
  status: at % 4 ? "paid" : "open",
}));
const state = {};

test("a found relation is taken, and a metric and a dimension are made", { timeout: 180_000 }, async () => {
  const site = await serve(dist());
  afterwards(site.close);
  const browser = await launch();
  afterwards(browser.close);
  Object.assign(state, { url: site.url, page: browser.page, seen: browser.seen });
  const { page } = browser;
  await openApp(page, site.url);
  await openFile(page, file("orders.csv", orders));
  await openFile(page, file("customers.csv", customers));
  await visit(page, "model");
  await page.getByRole("button", { name: "Use it: orders → customers", exact: true }).click();
  await page.getByRole("button", { name: "Edit orders → customers…" }).waitFor();
  assert.equal(await page.getByRole("button", { name: /orders → customers, customer_id = id: in use/ }).count(), 1);

  await visit(page, "model/metrics");
  await page.getByRole("button", { name: "New metric…" }).click();
  const metric = page.getByRole("dialog", { name: "New metric" });
  await metric.getByRole("textbox", { name: "Name", exact: true }).fill("Amount");
  await metric.getByRole("combobox", { name: "Of", exact: true }).selectOption("orders");
  await metric.getByRole("combobox", { name: "Column" }).selectOption("amount");
  await metric.getByRole("textbox", { name: "Only rows where" }).fill("status = 'paid'");
  await metric.getByRole("textbox", { name: "Other names" }).fill("turnover");
  await metric.getByRole("button", { name: "Save" }).click();
  await metric.getByText("orders has a column “amount” already").waitFor();
  await metric.getByRole("textbox", { name: "Name", exact: true }).fill("Revenue");
  await metric.getByRole("button", { name: "Save" }).click();
  await page.getByText("sum of amount, only where status = 'paid'").waitFor();

  await visit(page, "model/dimensions");
  await page.getByRole("button", { name: "New dimension…" }).click();
  const dimension = page.getByRole("dialog", { name: "New dimension" });
  await dimension.getByRole("textbox", { name: "Name", exact: true }).fill("Size");
  await dimension.getByRole("combobox", { name: "Of", exact: true }).selectOption("orders");
  await dimension.getByRole("textbox", { name: "Expression" }).fill("case when amount >= 100 then 'large' else 'small' end");
  await dimension.getByText("small: ").waitFor();
  await dimension.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Edit Size…" }).waitFor();
});

test("words find them, with the columns of the other dataset", { timeout: 120_000 }, () => answers());

test("they are still there after a reload, and in a new engine", { timeout: 180_000 }, async () => {
  const { page, url } = state;
  await page.waitForTimeout(3000);
  await page.reload();
  await openApp(page, url);
  await until("both datasets", async () => (await call(page, "datasets")).length === 2);
  await answers();
  await call(page, "restart");
  await answers();
});

test("undo takes the last change back", { timeout: 60_000 }, async () => {
  const { page } = state;
  await visit(page, "model/dimensions");
  await page.getByRole("button", { name: "Remove Size" }).click();
  await page.getByText("No dimensions yet").waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Edit Size…" }).waitFor();
  assertQuiet(state.seen);
});

async function answers() {
  const { page } = state;
  await visit(page, "ask");
  await agree("turnover by segment", total(({ customer_id }) => customers[customer_id - 1].segment));
  await agree("revenue by size", total(({ amount }) => (amount >= 100 ? "large" : "small")));
}

async function agree(words, expected) {
  const card = await askInWords(state.page, words);
  const [, ...rows] = await tableCells(card);
  assert.deepEqual(rows.map(([name]) => name).sort(), Object.keys(expected).sort(), words);
  for (const [name, figure] of rows) assertClose(readNumber(figure), expected[name], `${words}: ${name}`);
}

function total(by) {
  const sums = {};
  for (const order of orders) if (order.status === "paid") sums[by(order)] = (sums[by(order)] ?? 0) + order.amount;
  return sums;
}

function file(name, rows) {
  const names = Object.keys(rows[0]);
  const lines = [names, ...rows.map((row) => names.map((name) => row[name]))].map((cells) => cells.join(","));
  return { name, mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) };
}
