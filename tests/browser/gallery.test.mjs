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
const multiples = {};

test("every kind of the gallery is painted, light and dark", { timeout: 240_000 }, async () => {
  const site = await serve(dist());
  afterwards(site.close);
  const app = await launch({ viewport: { width: 1500, height: 900 } });
  const { page } = app;
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openApp(page, site.url);
  await useOwnFont(page);
  const drawn = await drawnBy(page, galleryCases());
  assertQuiet(app.seen);
  assert.deepEqual(drawn.filter(({ problem }) => problem).map(({ name, problem }) => `${name}: ${problem}`), []);
  await lookAtLaidOut(page);
  Object.assign(multiples, { page, option: drawn.find(({ name }) => name === "multiples_column").option });
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

test("the ground of each small multiple is picked and brushed for itself", async () => {
  const { page, option } = multiples;
  await page.evaluate(async (option) => {
    document.body.replaceChildren(Object.assign(document.createElement("div"), { style: "width:1200px;height:320px", id: "plot" }));
    const plot = window.sextantChart.create(document.getElementById("plot"), false);
    window.heard = { picked: null, brushed: null };
    window.sextantChart.onPick(plot, (rows) => void (window.heard.picked = rows));
    window.sextantChart.onBrush(plot, ({ rows, live }) => void (live || (window.heard.brushed = rows)));
    await window.sextantChart.set(plot, JSON.stringify(option));
  }, option);
  await page.waitForTimeout(300);
  const box = await page.locator("#plot").boundingBox();
  const rowsOf = (grid) => option.series.filter(({ xAxisIndex = 0 }) => xAxisIndex === grid).flatMap(({ data }) => data.map(({ row }) => row));
  const count = option.grid.length;
  assert.ok(count === 3 && new Set(rowsOf(0).concat(rowsOf(1), rowsOf(2))).size > 50, `${count} charts`);
  const at = (grid, part) => box.x + (box.width * (grid + 0.2 + 0.6 * part)) / count;
  for (let grid = 0; grid < count; grid += 1) {
    await page.mouse.click(at(grid, 0.3), box.y + 110);
    const [picked] = await until("a pick", () => page.evaluate(() => window.heard.picked));
    assert.ok(rowsOf(grid).includes(picked), `row ${picked} is not of chart ${grid}`);
    await page.mouse.move(at(grid, 0.2), box.y + 110);
    await page.mouse.down();
    await page.mouse.move(at(grid, 0.4), box.y + 120, { steps: 4 });
    await page.mouse.move(at(grid, 0.6), box.y + 120, { steps: 4 });
    await page.mouse.up();
    const brushed = await until("a brush", () => page.evaluate(() => window.heard.brushed));
    assert.ok(brushed.length > 1 && brushed.every((row) => rowsOf(grid).includes(row)), `rows ${brushed} are not of chart ${grid}`);
    await page.evaluate(() => void (window.heard = { picked: null, brushed: null }));
    // The click that ends a drag is no pick.
    await page.waitForTimeout(300);
    await page.evaluate(() => void (window.heard = { picked: null, brushed: null }));
  }
});

test("and looks as it did", () => {
  if (process.argv.includes("--write-prints")) writeFileSync(PRINTS, `${JSON.stringify(seen, null, 1)}\n`);
  assert.deepEqual(unlike(seen, JSON.parse(readFileSync(PRINTS, "utf8"))), []);
});

// Prints of text are the same where other fonts are installed.
async function useOwnFont(page) {
  await page.evaluate(async () => {
    for (const [name, weight] of [["font", "400"], ["font-bold", "700"]]) {
      const file = document.querySelector(`meta[name="sextant-${name}"]`).content;
      document.fonts.add(await new FontFace("Prints", `url(${file})`, { weight }).load());
    }
    document.documentElement.style.setProperty("--font", "Prints");
  });
}

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
