// A dashboard in the real page: opened by its link, and asked anew by clicks on the bars of one tile.
import { dashboard, filtered, PICKER, TILES, YEARS } from "./tiles.mjs";
import { watchTiles } from "./watch.mjs";

const ID = "bench";
/** So high that every tile is in view. */
const VIEWPORT = { width: 1280, height: 2200 };
/** Where the plot of the clicked tile begins and ends, and how high its bars surely are, as parts of its canvas. */
const [LEFT, RIGHT, LOW] = [0.12, 0.97, 0.75];

/** Puts the dashboard where the app keeps its own; it is there after the next load. */
export async function storeDashboard(page) {
  await page.evaluate(writeDocument, [`dashboard/${ID}`, JSON.stringify(dashboard(ID))]);
}

/** Opens the dashboard and picks each year once: milliseconds until the first and the last tile was drawn, and the page's longest task. */
export async function measureDashboard(page) {
  await page.setViewportSize(VIEWPORT);
  await page.evaluate(() => (location.hash = "#/dashboards"));
  const link = page.locator(`main a[href="#/dashboard/${ID}"]`).first();
  await link.waitFor();
  const opened = await watched(page, { count: TILES.length + 1, anew: false }, () => link.click());
  await page.waitForTimeout(1_000);
  const refreshes = [];
  for (const index of YEARS.keys()) refreshes.push(await pick(page, index));
  return { opened, refreshes, digest: await digest(page) };
}

/** The pointer goes there first and rests, as a hand's would. */
async function pick(page, index) {
  const canvas = page.getByRole("article", { name: PICKER.title }).locator("canvas").first();
  const { x, y, width, height } = await canvas.boundingBox();
  const across = LEFT + ((index + 0.5) * (RIGHT - LEFT)) / YEARS.length;
  await page.mouse.move(x + width * across, y + height * LOW);
  await page.waitForTimeout(500);
  const refreshed = await watched(page, { count: TILES.length, anew: true }, async () => {
    await page.mouse.down();
    await page.mouse.up();
  });
  const picked = await page.getByRole("group", { name: "Picked" }).innerText();
  if (!picked.includes(String(YEARS[index]))) throw new Error(`the click picked “${picked}”, not ${YEARS[index]}`);
  return refreshed;
}

async function watched(page, wanted, act) {
  await page.evaluate(watchTiles, wanted);
  await act();
  const { times, longestTask, longestGap } = await within(page.evaluate(() => window.benchTiles));
  return { first: times[0], all: times.at(-1), longestTask, longestGap };
}

/** A click that meets no mark would be waited for without end. */
function within(promise, ms = 60_000) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("the tiles were not asked anew: the click met no mark")), ms).unref());
  return Promise.race([promise, late]);
}

/** What the tiles show under the last pick. */
async function digest(page) {
  const questions = TILES.map((tile) => filtered(tile, YEARS.at(-1)));
  return page.evaluate(async (questions) => {
    const total = { rows: 0, sum: 0, passes: 0 };
    for (const question of questions) {
      const { rows } = await window.sextant.query(question);
      total.rows += rows.length;
      for (const cell of rows.flat()) if (typeof cell === "number") total.sum += cell;
    }
    return total;
  }, questions).then((total) => ({ ...total, passes: YEARS.length }));
}

/** Runs in the page. */
async function writeDocument([key, text]) {
  const done = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }));
  const request = indexedDB.open("sextant-documents", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("documents");
  const database = await done(request);
  await done(database.transaction("documents", "readwrite").objectStore("documents").put(text, key));
  database.close();
}
