// A dashboard over two datasets that belong together: filters and picks of the one reach the tiles of the other. Small multiples are picked one by one.
import assert from "node:assert/strict";
import { assertQuiet, openApp, openFile, readNumber, rows, until, visit } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { dist } from "./folders.mjs";
import { serve } from "./site.mjs";
import { addAnswer, tiles } from "./tiles.mjs";

const SEGMENTS = ["retail", "wholesale", "public"];
const CUSTOMERS = table("customers.csv", "id,name,segment", Array.from({ length: 40 }, (_, at) => [at + 1, `Customer ${at + 1}`, SEGMENTS[(at * 7) % 3]]));
const ORDERS = table("orders.csv", "order_id,customer_id,amount,status", Array.from({ length: 300 }, (_, at) => [1000 + at, ((at * 11) % 40) + 1, (at * 37) % 200, at % 4 ? "paid" : "open"]));
const RETAIL = "select count(*) from orders join customers on orders.customer_id = customers.id where segment = 'retail'";
const state = {};

test("a filter of one dataset reaches the tiles of those that point at it", { timeout: 180_000 }, async () => {
  const site = await serve(dist());
  afterwards(site.close);
  const browser = await launch();
  Object.assign(state, browser);
  const { page } = browser;
  await openApp(page, site.url);
  for (const file of [CUSTOMERS, ORDERS]) await openFile(page, file);
  await visit(page, "model");
  await page.getByRole("button", { name: "Use it: orders → customers", exact: true }).click();
  await page.getByRole("button", { name: "Edit orders → customers…" }).waitFor();
  await visit(page, "dashboards");
  await page.getByRole("button", { name: /^New dashboard|^Empty|^Start empty/ }).first().click();
  await addAnswer(page, "number of orders");
  await addAnswer(page, "number of orders by status");
  assert.equal(await figure(page), 300);
  await page.getByRole("button", { name: "Add to the dashboard" }).first().click();
  await page.getByRole("menuitem", { name: /Filter/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^segment/ }).click();
  await page.getByRole("button", { name: /^Filter segment/ }).click();
  await page.getByText("Applies to all 2 tiles").waitFor();
  await page.getByRole("checkbox", { name: /retail/ }).check();
  const [[retail]] = await rows(page, RETAIL);
  await until("the orders of retail customers", async () => (await figure(page)) === retail);
  await page.getByRole("button", { name: "Clear" }).first().click();
  await until("all orders", async () => (await figure(page)) === 300);
  await page.keyboard.press("Escape");
});

test("a pick on the one filters the tiles of the other, and not the other way round", { timeout: 120_000 }, async () => {
  const { page } = state;
  await addAnswer(page, "number of customers by segment");
  const bars = tiles(page).filter({ hasText: /segment/ }).first();
  const [[retail]] = await rows(page, RETAIL);
  const chip = page.getByRole("button", { name: /Remove the pick segment/ });
  await pickWhile(page, bars, [0.5, 0.3, 0.7, 0.15, 0.85], async () => (await chip.count()) && /retail/.test(await chip.innerText()));
  await until("the orders of retail customers", async () => (await figure(page)) === retail);
  await page.keyboard.press("Escape");
  await until("all orders", async () => (await figure(page)) === 300);
  assertQuiet(state.seen);
});

test("a cell of a cross table filters by its row and its column, a head by its column, by keyboard too", { timeout: 120_000 }, async () => {
  const { page } = state;
  const tile = await addAnswer(page, "number of orders by status and segment");
  await tile.getByRole("button", { name: /^More for / }).click();
  await page.getByRole("menuitemradio", { name: /^Pivot/ }).or(page.getByRole("menuitem", { name: /^Pivot/ })).or(page.getByRole("menuitemcheckbox", { name: /^Pivot/ })).first().click();
  const cross = tile.getByRole("region").getByRole("table");
  await cross.waitFor();
  const column = (await cross.locator("thead th").allInnerTexts()).findIndex((text) => text.trim() === "retail");
  const row = cross.locator("tbody tr").filter({ has: page.locator("th", { hasText: /^open$/ }) });
  const [[retail]] = await rows(page, RETAIL);
  const [[both]] = await rows(page, `${RETAIL} and status = 'open'`);
  await row.locator("th, td").nth(column).click();
  await page.getByRole("button", { name: "Remove the pick status: open, segment: retail" }).waitFor();
  await until("the orders of the cell", async () => (await figure(page)) === both);
  await row.locator("th, td").nth(column).press("Enter");
  await until("all orders", async () => (await figure(page)) === 300);
  for (let step = 0; step < 5 && (await page.evaluate(() => document.activeElement.closest("thead") === null)); step += 1) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await until("the orders of the column", async () => (await figure(page)) === retail);
  await page.keyboard.press("Escape");
  await until("all orders", async () => (await figure(page)) === 300);
  assertQuiet(state.seen);
});

/** Clicks along the lower edge of a chart until what is picked is what is meant. */
async function pickWhile(page, tile, places, isMeant) {
  const box = await tile.locator("canvas").first().boundingBox();
  for (const across of places) {
    for (const down of [0.75, 0.5, 0.25]) {
      await page.mouse.click(box.x + box.width * across, box.y + box.height * down);
      await page.waitForTimeout(150);
      if (await isMeant()) return;
    }
  }
  throw new Error("nothing of the kind was picked");
}

async function figure(page) {
  return readNumber(await tiles(page).locator(".figure .value").first().innerText());
}

function table(name, head, lines) {
  return { name, mimeType: "text/csv", buffer: Buffer.from([head, ...lines.map((cells) => cells.join(","))].join("\n")) };
}
