// Every chart of the gallery is drawn by the built app from real data, in both themes, and looks as it did when it was last looked at.
//   node run.mjs --only gallery --write-prints   takes what is drawn now as right: look at it first, with gallery.mjs.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assertQuiet, openApp, until } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { dist } from "./folders.mjs";
import { drawnBy, drawSheet, galleryCases, laidOut, sheetPicture, useAppAsSheet } from "./gallery.mjs";
import { printsOf, unlike } from "./prints.mjs";
import { serve } from "./site.mjs";

const PRINTS = fileURLToPath(new URL("./prints.json", import.meta.url));
const THEMES = ["light", "dark"];
const seen = {};

test("every kind of the gallery is painted, light and dark", { timeout: 240_000 }, async () => {
  const site = await serve(dist());
  afterwards(site.close);
  const app = await launch({ viewport: { width: 1500, height: 900 } });
  const { page } = app;
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openApp(page, site.url);
  const drawn = await drawnBy(page, galleryCases());
  assertQuiet(app.seen);
  assert.deepEqual(drawn.filter(({ problem }) => problem).map(({ name, problem }) => `${name}: ${problem}`), []);
  await lookAtLaidOut(page);
  await useAppAsSheet(page);
  for (const theme of THEMES) {
    const painted = await drawSheet(page, drawn.filter(({ option }) => option), theme);
    assert.ok(painted.length > 70, `${painted.length} charts`);
    assert.deepEqual(painted.filter(({ colors }) => colors < 4).map(({ name }) => name), [], `blank in ${theme}`);
    // Colours fade into each other.
    await page.waitForTimeout(500);
    const { figures, picture } = await sheetPicture(page);
    keep(theme, await printsOf(page, picture, figures));
  }
  assertQuiet(app.seen);
});

test("and looks as it did", () => {
  if (process.argv.includes("--write-prints")) writeFileSync(PRINTS, `${JSON.stringify(seen, null, 1)}\n`);
  assert.deepEqual(unlike(seen, JSON.parse(readFileSync(PRINTS, "utf8"))), []);
});

async function lookAtLaidOut(page) {
  const cards = await laidOut(page);
  for (const theme of THEMES) {
    await page.evaluate((theme) => void (document.documentElement.dataset.theme = theme), theme);
    await page.waitForTimeout(500);
    for (const { name, card } of cards) {
      await until(`${name} to be there`, async () => (await card.locator('[aria-busy="true"]').count()) === 0);
      const picture = await card.screenshot();
      const { width, height } = await card.boundingBox();
      keep(theme, await printsOf(page, picture, [{ name, x: 0, y: 0, width: Math.floor(width), height: Math.floor(height) }]));
    }
  }
}

function keep(theme, prints) {
  for (const [name, print] of Object.entries(prints)) seen[`${name} ${theme}`] = print;
}
