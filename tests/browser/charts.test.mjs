// What is said under a chart.
import assert from "node:assert/strict";
import { askInWords, assertQuiet, openApp, openFile, until, visit } from "./app.mjs";
import { findings } from "./axe.mjs";
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
