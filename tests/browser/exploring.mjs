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

/** Shows the answer as a table. */
export async function showTable(page) {
  await rested(page);
  const toggle = page.locator(".explore .foot").getByRole("button", { name: "Table" });
  if (await toggle.count()) await toggle.click();
  const table = page.getByRole("region", { name: "Answer" }).getByRole("table").first();
  await table.waitFor();
  return table;
}

/** Puts a column on a shelf by the shelf's menu. */
export async function putOn(page, name, to) {
  await shelf(page, to).getByRole("button", { name: `Add to ${to}` }).click();
  await item(page, new RegExp(`^${name}$`)).click();
  await until(`${name} in ${to}`, async () => (await pills(page, to)).some((says) => says.startsWith(name)));
}

/** Opens a question by its address. */
export async function openQuestion(page, tile) {
  await page.evaluate((text) => void (location.hash = `#/explore/${encodeURIComponent(text)}`), JSON.stringify(tile));
}

/** A table of as many names, each with some amounts on some days. */
export function many(names) {
  const lines = ["name,amount,day"];
  for (let at = 0; at < names; at += 1) {
    for (let time = 0; time <= at % 3; time += 1) lines.push(`Zoë ${at} Núñez,${((at * 7919) % 9973) + time + 1},2026-0${1 + ((at + time) % 9)}-11`);
  }
  return { name: "names.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) };
}

/** The answer's table, header first. */
export async function cells(page) {
  const table = await showTable(page);
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
