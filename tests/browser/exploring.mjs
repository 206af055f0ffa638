// Explore as a person uses it: columns, shelves and their pills.
import { openApp, openFile, until, visit } from "./app.mjs";

/** Opens a table and goes to Explore. */
export async function explore(page, url, file) {
  await openApp(page, url);
  await openFile(page, file);
  await visit(page, "explore");
  await until("the columns", () => column(page).count());
}

/** The buttons of the columns; of one column by its name. */
export const column = (page, name) =>
  name === undefined ? page.locator(".column-rows .column-button") : page.locator(".column-rows .column-button").filter({ has: page.locator(".name", { hasText: new RegExp(`^${name}$`) }) });

/** A shelf by its name. */
export const shelf = (page, name) => page.getByRole("group", { name, exact: true });

/** What the pills of a shelf say, in order. */
export const pills = (page, name) => shelf(page, name).locator(".seat > button b").allInnerTexts();

/** The pill of a shelf that says so. */
export const pill = (page, name, says) => shelf(page, name).locator(".seat > button").filter({ hasText: says }).first();

/** An item of the open menu. */
export const item = (page, says) => page.locator(".menu .item").filter({ hasText: says }).first();

/** Waits until the answer shown is of the question as it is. */
export async function rested(page) {
  const card = page.getByRole("region", { name: "Answer" });
  await until("the answer", async () => (await card.getAttribute("aria-busy")) === "false");
}

/** The answer's table, header first. */
export async function cells(page) {
  await rested(page);
  const card = page.getByRole("region", { name: "Answer" });
  const toggle = page.locator(".explore .foot").getByRole("button", { name: "Table" });
  if (await toggle.count()) await toggle.click();
  const table = card.getByRole("table").first();
  await table.waitFor();
  return table.evaluate((element) =>
    [...element.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.innerText.trim())).filter((row) => row.length),
  );
}

/** Drags with the mouse, as slowly as the page needs to follow. */
export async function drag(page, from, to) {
  const middle = (box) => [box.x + Math.min(box.width / 2, 60), box.y + box.height / 2];
  const [start, end] = [middle(await from.boundingBox()), Array.isArray(to) ? to : middle(await to.boundingBox())];
  await page.mouse.move(...start);
  await page.mouse.down();
  for (const part of [0.1, 0.4, 0.7, 0.95, 1]) await page.mouse.move(start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part);
  await page.mouse.up();
}
