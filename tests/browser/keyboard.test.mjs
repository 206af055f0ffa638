// The story by keyboard alone: focus is always seen, every step has a key.
import assert from "node:assert/strict";
import { call, openApp, openFile, questionField, until } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const state = {};

test("Tab reaches the places, the file button and the question field, and shows where it is", async () => {
  const site = await serve(dist());
  afterwards(site.close);
  state.browser = await launch();
  state.page = state.browser.page;
  const { page } = state;
  await openApp(page, site.url);
  await openFile(page, data("orders.csv"));
  await page.locator("body").focus();
  const reached = [];
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(describeFocus);
    if (!focus) continue;
    assert.ok(focus.seen, `the focus on ${focus.name} cannot be seen`);
    reached.push(focus.name);
  }
  const all = reached.join("\n");
  for (const name of [/ask/i, /explore/i, /data/i, /dashboards/i, /sql/i]) assert.match(all, name);
});

test("Ctrl+1 to Ctrl+5 go to the places", async () => {
  const { page } = state;
  for (const [index, place] of ["ask", "explore", "data", "dashboards", "sql"].entries()) {
    await page.keyboard.press(`Control+${index + 1}`);
    await until(place, () => page.evaluate((place) => location.hash.startsWith(`#/${place}`), place), 5_000);
  }
});

test("a question is asked, its marks walked, its table read, and it is pinned", async () => {
  const { page } = state;
  await page.keyboard.press("Control+1");
  await until("the question field", () => questionField(page).isVisible());
  await questionField(page).focus();
  await page.keyboard.type("total price by region");
  await page.keyboard.press("Enter");
  const card = page.getByRole("article").last();
  await card.waitFor();
  const chart = card.locator('[role="img"], [role="application"], [role="figure"]').first();
  await until("the chart", () => chart.isVisible());
  const description = await chart.evaluate((element) => element.getAttribute("aria-label") ?? element.innerText);
  assert.match(description, /region/i);
  await tabTo(page, (focus) => focus.insideChart);
  const before = await spoken(page);
  await page.keyboard.press("ArrowRight");
  await until("the next mark to be spoken", async () => {
    const now = await spoken(page);
    return now !== before && /North|South|Île|São/.test(now);
  });
  await tabTo(page, (focus) => /^table$/i.test(focus.name));
  await page.keyboard.press("Enter");
  await card.getByRole("table").first().waitFor();
  await tabTo(page, (focus) => /pin/i.test(focus.name));
  await page.keyboard.press("Enter");
  if (await page.getByRole("menu").or(page.getByRole("dialog")).first().isVisible().catch(() => false)) await page.keyboard.press("Enter");
  await page.keyboard.press("Control+4");
  await until("the dashboard", async () => await page.getByRole("main").locator('a[href*="#/dashboard/"]').count());
});

test("a tile is moved, made larger, and both are undone", async () => {
  const { page } = state;
  await tabTo(page, (focus) => focus.href.includes("#/dashboard/"));
  await page.keyboard.press("Enter");
  const tile = page.getByRole("article").first();
  await tile.waitFor();
  const box = async () => JSON.stringify(await tile.boundingBox());
  const start = await until("the tile at rest", async () => {
    const first = await box();
    await page.waitForTimeout(300);
    return first === (await box()) && first;
  });
  await tabTo(page, (focus) => focus.insideTile);
  for (const key of ["Alt+Shift+ArrowLeft", "Alt+ArrowRight"]) {
    const before = await box();
    await page.keyboard.press(key);
    await until(`${key} to change the tile`, async () => (await box()) !== before, 5_000);
  }
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await until("the tile to be back", async () => (await box()) === start, 5_000);
});

test("the canvas by keyboard alone: carried, put back, renamed, filtered by a mark, taken away and back", { timeout: 180_000 }, async () => {
  const { page } = state;
  const { keyboard } = page;
  const tiles = page.getByRole("article");
  const tile = tiles.first();
  const box = async () => JSON.stringify(await tile.boundingBox());
  const said = async (pattern) => until(`${pattern} to be said`, async () => pattern.test(await spoken(page)), 10_000);
  const start = await box();
  await tabTo(page, (focus) => focus.onHandle);
  await keyboard.press("Enter");
  await said(/Grabbed/);
  await keyboard.press("ArrowRight");
  await said(/column 2/);
  await keyboard.press("Escape");
  await said(/Put back/);
  await until("the tile where it was", async () => (await box()) === start);
  await keyboard.press("Enter");
  await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  await said(/Dropped at column 2/);
  await keyboard.press("Control+z");
  await until("the tile where it was", async () => (await box()) === start);
  await tabTo(page, (focus) => focus.onTile);
  await keyboard.press("F2");
  await until("a field for the name", () => page.evaluate(() => document.activeElement?.tagName === "INPUT"));
  await keyboard.press("Control+a");
  await keyboard.type("Renamed by keys");
  await keyboard.press("Enter");
  await until("the new name", async () => (await tile.getAttribute("aria-label")) === "Renamed by keys");
  await tabTo(page, (focus) => focus.insideChart);
  await keyboard.press("ArrowRight");
  await keyboard.press("Shift+F10");
  const why = page.getByRole("menuitem", { name: "Why is it this number…" });
  await why.waitFor();
  await keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Why is it this number" }).getByText("Worked out as").waitFor();
  await keyboard.press("Escape");
  await tabTo(page, (focus) => focus.insideChart);
  await keyboard.press("ArrowRight");
  await keyboard.press("Shift+F10");
  await why.waitFor();
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  const picks = page.getByRole("button", { name: /Remove the pick/ });
  await until("a pick", async () => (await picks.count()) === 1);
  await page.evaluate(() => document.activeElement?.blur());
  await keyboard.press("Escape");
  await until("no pick", async () => (await picks.count()) === 0);
  await tabTo(page, (focus) => focus.onTile);
  const count = await tiles.count();
  await keyboard.press("Delete");
  await until("a tile less", async () => (await tiles.count()) === count - 1);
  await keyboard.press("Control+z");
  await until("the tile again", async () => (await tiles.count()) === count);
});

test("the engine was not harmed", async () => assert.equal((await call(state.page, "datasets")).length, 1));

/** Runs in the page: the focused element's name, and whether its focus can be seen. */
function describeFocus() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const around = element.parentElement ? getComputedStyle(element.parentElement) : style;
  const seen = [style, around].some((one) => (one.outlineStyle !== "none" && parseFloat(one.outlineWidth) > 0) || one.boxShadow !== "none");
  const name = element.getAttribute("aria-label") || element.innerText || element.placeholder || element.labels?.[0]?.innerText || element.id || element.tagName;
  return {
    name: name.trim(),
    seen,
    href: element.getAttribute("href") ?? "",
    insideChart: Boolean(element.closest('[role="img"], [role="application"], [role="figure"]')) || Boolean(element.querySelector(":scope > canvas, :scope > div > canvas")),
    insideTile: Boolean(element.closest("article")),
    onTile: element.matches("article.tile"),
    onHandle: element.matches(".handle"),
  };
}

async function tabTo(page, wanted) {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(describeFocus);
    if (focus && wanted(focus)) return focus;
  }
  throw new Error("80 times Tab did not get there");
}

async function spoken(page) {
  return page.evaluate(() => [...document.querySelectorAll("[aria-live], [role=status]")].map((part) => part.innerText).join("\n"));
}
