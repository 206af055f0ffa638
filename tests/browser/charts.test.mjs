// What is said under a chart, and answers that the page lays out itself.
import assert from "node:assert/strict";
import { askInWords, assertQuiet, openApp, openFile, until, visit } from "./app.mjs";
import { findings } from "./axe.mjs";
import { showAs } from "./building.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const state = {};
const SHOPS = ["Aberdeen", "Bath", "Cardiff", "Derby", "Exeter", "Fife", "Glasgow", "Hull", "Ipswich", "Jarrow", "Kent", "Leeds"];
const lines = SHOPS.flatMap((shop, place) => [1, 2, 3, 4, 5, 6].map((month) => `${shop},2025-0${month}-01,${100 + place * 10 + month}`));
const SALES = { name: "sales.csv", mimeType: "text/csv", buffer: Buffer.from(["shop,month,sales", ...lines].join("\n")) };

test("what makes a chart easy to misread is said under it, put right by a button, and taken back", { timeout: 180_000 }, async () => {
  const site = await serve(dist());
  afterwards(site.close);
  const { page, seen } = await launch();
  Object.assign(state, { page, seen });
  await openApp(page, site.url);
  await openFile(page, SALES);
  await visit(page, "ask");
  const card = await askInWords(page, "total sales by shop as a pie");
  const said = card.getByRole("note");
  await said.waitFor();
  assert.match(await said.innerText(), /slices are hard to compare/);
  for (const theme of ["light", "dark"]) {
    await page.evaluate((theme) => void (document.documentElement.dataset.theme = theme), theme);
    // Colours fade into each other.
    await page.waitForTimeout(500);
    assert.deepEqual(await findings(page), [], theme);
  }
  await said.getByRole("button", { name: "Show as bar" }).press("Enter");
  await until("bars", async () => /Bar/.test(await kindOf(card)));
  assert.equal(await said.count(), 0);
  await card.getByRole("button", { name: /Undo/ }).first().click();
  await until("the pie again", async () => /Pie/.test(await kindOf(card)));
  await said.waitFor();
  await said.getByRole("button", { name: "Say this no more here" }).click();
  await until("nothing to be said", async () => (await said.count()) === 0);
  await page.waitForTimeout(1_500);
  assert.equal(await said.count(), 0, "it is said again");
  assertQuiet(seen);
});

const kindOf = (card) => card.getByRole("button", { name: /Kind of chart/ }).innerText();

test("a pivot has its totals, parts and colours; a table of lines has a line for each; a figure has its change", { timeout: 180_000 }, async () => {
  const { page, seen } = state;
  const card = await askInWords(page, "total sales by shop and month");
  await showAs(card, "Pivot");
  const cross = card.getByRole("region").getByRole("table");
  await cross.waitFor();
  const [head, ...body] = await cross.evaluate((table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
  assert.deepEqual([head.at(-1), body.length, body.at(-1)[0], body[0].at(-1)], ["Total", 13, "Total", "1,281"]);
  await card.getByRole("button", { name: "% of row" }).click();
  await until("parts", async () => /16\.\d%/.test(await cross.innerText()));
  await showAs(card, "Table of lines");
  const rows = card.getByRole("region").locator("tbody tr");
  await until("the lines", async () => (await rows.count()) === 12);
  assert.match(await rows.first().innerText(), /Leeds[\s\S]*216[\s\S]*\+0\.5%/);
  const figure = await askInWords(page, "total sales by month");
  await showAs(figure, "Figure");
  await until("the change", async () => /since May 2025/.test(await figure.innerText()));
  for (const theme of ["light", "dark"]) {
    await page.evaluate((theme) => void (document.documentElement.dataset.theme = theme), theme);
    // Colours fade into each other.
    await page.waitForTimeout(500);
    assert.deepEqual(await findings(page), [], theme);
  }
  assert.equal(await page.getByRole("alert").count(), 0, "an error is told");
  assertQuiet(seen);
});
