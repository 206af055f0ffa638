// Tiles of a dashboard as a person puts them there.
import { until } from "./app.mjs";

export const tiles = (page) => page.locator("article.tile");

/** Adds the answer to a question in words; gives its tile. */
export async function addAnswer(page, words) {
  const before = await tiles(page).count();
  await page.getByRole("button", { name: "Add to the dashboard" }).first().click();
  await page.getByRole("menuitem", { name: /Answer/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Question").fill(words);
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Add to dashboard" }).click();
  await until("the tile", async () => (await tiles(page).count()) === before + 1);
  return tiles(page).last();
}
