// A dashboard as a person makes it by hand: adds, drags, picks, takes out; the document is only read.
import { mkdirSync, readFileSync } from "node:fs";
import { until } from "./app.mjs";
import { tiles } from "./tiles.mjs";

/** A tile that is shown, by its name. */
export const tile = (page, name) => tiles(page).and(page.getByRole("article", { name, exact: true }));

/** Pins an answer from where its button is, to the dashboard of that title. */
export async function pin(page, within, { title, id }) {
  const before = (await stored(page, id)).dashboard.tiles.length;
  await within.getByRole("button", { name: "Pin" }).first().click();
  await page.getByRole("menuitem", { name: title, exact: true }).click();
  await until("the pin", async () => (await stored(page, id)).dashboard.tiles.length === before + 1);
}

/** Chooses from the menu that adds to the dashboard. */
export async function add(page, what) {
  await page.getByRole("button", { name: "Add to the dashboard" }).first().click();
  await page.getByRole("menuitem", { name: what }).click();
}

/** Chooses from a tile's menu. */
export async function fromMenu(page, of, says) {
  await of.hover();
  await of.getByRole("button", { name: /^More for/ }).click();
  const items = page.locator(".menu:popover-open .item");
  await items.filter({ hasText: new RegExp(`^\\s*${says}`) }).first().click();
}

/** Writes a text in the field that has just opened, in place of what it says. */
export async function type(page, field, text) {
  await page.getByRole("textbox", { name: field }).fill(text);
  await page.keyboard.press("Enter");
}

/** Walks to a mark of a tile's chart by keys, counted from 1, and opens its menu. */
export async function markMenu(page, of, steps) {
  await of.locator("[role=img]").first().focus();
  await page.keyboard.press("Home");
  for (let step = 1; step < steps; step += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Filter to this" }).waitFor();
}

/** What has the focus, by its name. */
export const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim());

/** The tiles that lie over each other or beyond the board. */
export function overlapping(page) {
  return tiles(page).evaluateAll((all) => {
    const boxes = all.map((one) => ({ name: one.getAttribute("aria-label"), ...one.getBoundingClientRect().toJSON() }));
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const wrong = boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => meet(a, b)).map((b) => `${a.name} over ${b.name}`));
    return [...wrong, ...boxes.filter(({ right }) => right > innerWidth).map(({ name }) => `${name} beyond the edge`)];
  });
}

/** Chooses from the dashboard's menu. */
export async function fromBoard(page, item) {
  await page.getByRole("button", { name: "More for this dashboard" }).first().click();
  await page.getByRole("menuitem", { name: item, exact: typeof item === "string" }).click();
}

/** Waits until every tile shows its newest answer, and every picture of it is drawn. */
export async function rested(page) {
  await until("tiles at rest", async () => {
    if (await page.locator(".tile-body.stale, .tile .skeleton").count()) return false;
    const empty = await tiles(page).locator(".canvas").evaluateAll((all) => all.filter((one) => !one.querySelector("canvas") && one.getBoundingClientRect().top < innerHeight).length);
    return empty === 0;
  });
}

/** The stored document of a dashboard. */
export async function stored(page, id) {
  return page.evaluate(async (id) => {
    const database = await new Promise((done, fail) => {
      const request = indexedDB.open("sextant-documents");
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const text = await new Promise((done, fail) => {
      const request = database.transaction("documents").objectStore("documents").get(`dashboard/${id}`);
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    database.close();
    return JSON.parse(text);
  }, id);
}

/** The stored dashboard, once it is another than `before`. */
export async function written(page, id, before) {
  return until("the change to be stored", async () => {
    const now = JSON.stringify((await stored(page, id)).dashboard);
    return now !== before && now;
  });
}

/** Drags from a part of the page by so many pixels. */
export async function dragBy(page, part, right, down) {
  const box = await part.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 8; step += 1) await page.mouse.move(x + (right * step) / 8, y + (down * step) / 8);
  await page.mouse.up();
}

/** Takes the file that comes of `doing`. */
export async function taken(page, doing) {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 90_000 }), doing()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const pictures = process.env.PICTURES;

/** Keeps a picture of the page, where PICTURES names a folder for them. */
export async function shoot(page, name, { whole = false } = {}) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  const size = page.viewportSize();
  const height = await page.locator("main").first().evaluate((part) => part.scrollHeight + 120);
  if (whole) await page.setViewportSize({ ...size, height: Math.max(size.height, Math.min(height, 4000)) });
  await page.mouse.move(2, 2);
  await page.waitForTimeout(900);
  await page.screenshot({ path: `${pictures}/${name}.png` });
  if (whole) await page.setViewportSize(size);
}
