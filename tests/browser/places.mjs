// Every place with something in it, for pictures and for the check of accessibility.
import { askInWords, openFile, openApp, visit, until } from "./app.mjs";
import { data } from "./folders.mjs";
import { flightsFile } from "./flights.mjs";

export const PLACES = ["ask", "explore", "data", "model", "dashboards", "dashboard", "sql"];

const QUESTIONS = ["average arrival delay by carrier", "number of flights by month", "flights by origin as a pie", "average distance by carrier"];

/** Opens a table (the flights, or the small orders) and keeps some answers on a dashboard. */
export async function furnish(page, url, { large = false } = {}) {
  await openApp(page, url);
  await openFile(page, large ? flightsFile() : data("orders.csv"));
  await visit(page, "ask");
  const questions = large ? QUESTIONS : ["total price by region", "average price by month", "number of orders by product", "how many orders"];
  for (const question of questions) {
    const card = await askInWords(page, question);
    await card.getByRole("button", { name: /pin/i }).first().click();
    const choice = page.getByRole("menuitem").first();
    if (await choice.isVisible().catch(() => false)) await choice.click();
  }
}

/** Goes to one of PLACES and waits until it has come to rest. */
export async function goTo(page, place) {
  if (place === "dashboard") {
    await visit(page, "dashboards");
    await page.getByRole("main").locator('a[href*="#/dashboard/"]').first().click();
    await until("a tile", () => page.getByRole("article").count());
  } else {
    await visit(page, place);
  }
  await page.getByRole("main").waitFor();
  for (const close of await page.getByRole("button", { name: /dismiss|close this message/i }).all()) await close.click().catch(() => {});
  await page.mouse.move(0, 0);
  await page.evaluate(() => [document.scrollingElement, ...document.querySelectorAll("main, main *")].forEach((part) => part.scrollTo(0, 0)));
  await page.waitForTimeout(800);
}
