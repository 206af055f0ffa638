// Dashboards: made from a dataset, filtered, gone into, written on, commented, kept as versions, taken back.
import assert from "node:assert/strict";
import { assertQuiet, openApp, openFile, readNumber, rows, until, visit } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch, newProfile } from "./chromium.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const state = {};

test("a dashboard is made from a dataset, and has its filters", { timeout: 180_000 }, async () => {
  state.site = await serve(dist());
  afterwards(state.site.close);
  state.profile = newProfile();
  await begin();
  const { page } = state;
  await openFile(page, data("orders.csv"));
  await visit(page, "dashboards");
  await page.getByRole("button", { name: /make one from a dataset/i }).click();
  const templates = page.getByRole("dialog").getByRole("button", { name: /tiles/ });
  await until("the templates", async () => (await templates.count()) >= 3);
  await templates.filter({ hasText: "Overview" }).click();
  await until("tiles", async () => (await tiles(page).count()) >= 4);
  assert.ok(await page.getByRole("button", { name: /^Filter region/ }).count());
  assert.equal(await figure(page), (await rows(page, "select count(*) from orders"))[0][0]);
});

test("a value of the list filters every tile, by mouse and by keyboard", async () => {
  const { page } = state;
  const [[region, count]] = await rows(page, "select region, count(*) from orders where region is not null group by region order by 2 desc, 1 limit 1");
  const pill = page.getByRole("button", { name: /^Filter region/ });
  await pill.click();
  await page.getByRole("searchbox", { name: "Search the values" }).fill(region.slice(0, 3));
  await page.getByRole("checkbox", { name: new RegExp(region) }).check();
  await until("the figure of the region", async () => (await figure(page)) === count);
  await page.keyboard.press("Escape");
  assert.match(await pill.innerText(), new RegExp(region));
  await page.keyboard.press("Control+z");
  await until("everything again", async () => (await figure(page)) !== count);
  await page.keyboard.press("Control+Shift+z");
  await until("the filter again", async () => (await figure(page)) === count);
  await pill.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Clear" }).press("Enter");
  await page.keyboard.press("Escape");
  await until("everything again", async () => (await figure(page)) !== count);
});

test("a filter leaves a tile alone that it does not apply to", async () => {
  const { page } = state;
  const [all, before] = [await figure(page), await otherFigure(page)];
  await page.getByRole("button", { name: /^Filter region/ }).click();
  await page.getByText(/Applies to all/).click();
  await page.getByRole("checkbox", { name: "Number of rows" }).uncheck();
  await page.getByRole("checkbox", { name: /North/ }).first().check();
  await until("another tile to be filtered", async () => (await otherFigure(page)) !== before);
  assert.equal(await figure(page), all);
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("checkbox", { name: "Number of rows" }).check();
  await page.keyboard.press("Escape");
});

test("ranges and days filter by their fields, and a filter can have a tile of its own", async () => {
  const { page } = state;
  const all = await figure(page);
  await page.getByRole("button", { name: "Add to the dashboard" }).first().click();
  await page.getByRole("menuitem", { name: /Filter/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^price/ }).click();
  const pill = page.getByRole("button", { name: /^Filter price/ });
  await pill.click();
  const low = page.getByRole("spinbutton", { name: "From" });
  await low.fill("15");
  await low.press("Tab");
  const [[dear]] = await rows(page, "select count(*) from orders where price >= 15");
  await until("the dear ones", async () => (await figure(page)) === dear);
  await page.getByRole("slider", { name: "To" }).press("ArrowLeft");
  await until("fewer", async () => (await figure(page)) <= dear && /–/.test(await pill.innerText()));
  await page.getByRole("button", { name: "As a tile" }).click();
  const tile = tiles(page).filter({ has: page.getByRole("group", { name: "Filter price" }) });
  await tile.waitFor();
  assert.equal(await pill.count(), 0);
  await tile.getByRole("button", { name: "Clear" }).click();
  await until("everything", async () => (await figure(page)) === all);

  await page.getByRole("button", { name: /^Filter day/ }).click();
  await page.getByLabel("From", { exact: true }).first().fill("2024-02-01");
  await page.getByLabel("To", { exact: true }).first().fill("2024-02-29");
  const [[february]] = await rows(page, "select count(*) from orders where day between date '2024-02-01' and date '2024-02-29'");
  await until("February", async () => (await figure(page)) === february);
  await page.getByRole("button", { name: "Today" }).click();
  await until("nothing of today", async () => (await figure(page)) === 0);
  await page.getByRole("button", { name: "Clear" }).first().click();
  await page.keyboard.press("Escape");
  await until("everything", async () => (await figure(page)) === all);
});

test("a text is written in Markdown, and nothing in it can run", async () => {
  const { page } = state;
  const before = await tiles(page).count();
  await page.getByRole("button", { name: "Add to the dashboard" }).first().click();
  await page.getByRole("menuitem", { name: "Text" }).click();
  await until("the text", async () => (await tiles(page).count()) === before + 1);
  const text = tiles(page).filter({ hasText: "A heading" });
  await text.dblclick();
  await page.getByRole("textbox", { name: "Text" }).fill("# Sales\n\n**Bold** <img src=x onerror=alert(1)> [site](https://example.org) [bad](javascript:alert(1)) ![far](https://example.org/x.png)");
  await page.getByRole("button", { name: "Save" }).click();
  const prose = tiles(page).filter({ hasText: "Sales" }).locator(".prose").last();
  await until("the new text", async () => /Bold/.test(await prose.innerText()));
  assert.equal(await prose.locator("img, script").count(), 0);
  assert.equal(await prose.locator("strong").innerText(), "Bold");
  assert.deepEqual(await prose.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href"))), ["https://example.org"]);
  assertQuiet(state.browser.seen);
});

test("a picture is kept with the dashboard", async () => {
  const { page } = state;
  await page.getByRole("button", { name: "Add to the dashboard" }).first().click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("menuitem", { name: /Picture/ }).click();
  await (await chooser).setFiles({ name: "dot.png", mimeType: "image/png", buffer: Buffer.from(DOT, "base64") });
  await until("the picture", async () => await page.locator("img.picture").evaluate((image) => image.complete && image.naturalWidth > 0));
  assert.match(await page.locator("img.picture").getAttribute("src"), /^data:image\/webp;base64,/);
});

test("right click on a mark: filter to it, go into it, come back, see its rows", async () => {
  const { page } = state;
  const byMonth = tiles(page).filter({ hasText: /by (month|week|day|quarter)/ }).first();
  const bars = tiles(page).filter({ hasText: "by product" }).first();
  await menuOfMark(page, bars, "Filter to this");
  const chip = page.getByRole("button", { name: /Remove the pick product/ });
  await chip.waitFor();
  const label = (await chip.innerText()).replace(/^product: /, "");
  const [[count]] = await rows(page, `select count(*) from orders where product = '${label.replaceAll("'", "''")}'`);
  await until("the figure of the product", async () => (await figure(page)) === count);
  await chip.click();
  await menuOfMark(page, bars, "See the rows");
  const dialog = page.getByRole("dialog");
  await until("the rows", async () => /\d+ rows?/.test(await dialog.innerText()));
  await until("a cell", async () => (await dialog.getByRole("table").locator("td").count()) > 2);
  await page.keyboard.press("Escape");
  await menuOfMark(page, byMonth, /Drill down/);
  const crumbs = byMonth.getByRole("navigation");
  await crumbs.waitFor();
  await crumbs.getByRole("button", { name: "All" }).click();
  await until("the way back to be gone", async () => (await crumbs.count()) === 0);
});

test("a mark is carried to another dashboard, which opens filtered by it", async () => {
  const { page } = state;
  const here = await page.evaluate(() => location.hash);
  await visit(page, "dashboards");
  await page.getByRole("button", { name: /^More for/ }).first().click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await page.evaluate((hash) => void (location.hash = hash), here);
  await until("tiles", async () => (await tiles(page).count()) >= 4);
  const all = await figure(page);
  await menuOfMark(page, tiles(page).filter({ hasText: "by product" }).first(), /\(copy\)/);
  await until("the other dashboard", () => page.evaluate((hash) => location.hash !== hash, here));
  await page.getByRole("button", { name: /Remove the pick product/ }).waitFor();
  await until("its figure to be filtered", async () => (await figure(page)) < all);
  await page.evaluate((hash) => void (location.hash = hash), here);
  await until("this one again", async () => (await figure(page)) === all);
});

test("the keyboard opens a mark's menu too", async () => {
  const { page } = state;
  const bars = tiles(page).filter({ hasText: "by product" }).first();
  await bars.locator("[role=img]").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Leave this out" }).press("Enter");
  await page.getByRole("button", { name: /Remove the pick not product/ }).waitFor();
  await page.keyboard.press("Escape");
  await until("no pick", async () => (await page.getByRole("button", { name: /Remove the pick/ }).count()) === 0);
});

test("a brush along the axis filters while it is drawn", async () => {
  const { page } = state;
  const [[all]] = await rows(page, "select count(*) from orders");
  await until("every row", async () => (await figure(page)) === all);
  const chart = tiles(page).filter({ hasText: /by (month|week|day|quarter)/ }).first().locator("canvas").first();
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  const at = (part) => [box.x + box.width * part, box.y + box.height * 0.5];
  await page.mouse.move(...at(0.3));
  await page.mouse.down();
  for (let step = 1; step <= 10; step += 1) await page.mouse.move(...at(0.3 + step * 0.03));
  await until("the figure under the brush", async () => (await figure(page)) !== all);
  const live = await figure(page);
  for (let step = 11; step <= 16; step += 1) await page.mouse.move(...at(0.3 + step * 0.03));
  await page.mouse.up();
  await page.getByRole("button", { name: /Remove the pick/ }).waitFor();
  assert.ok((await figure(page)) >= live);
  await page.keyboard.press("Escape");
  await until("no pick", async () => (await figure(page)) === all);
});

test("tabs: one is added, a tile goes there, and all of it is taken back", async () => {
  const { page } = state;
  const before = await tiles(page).count();
  await page.getByRole("button", { name: "Add to the dashboard" }).first().click();
  await page.getByRole("menuitem", { name: "Tab" }).click();
  await until("two tabs", async () => (await page.getByRole("tab").count()) === 2);
  await until("an empty tab", async () => (await tiles(page).count()) === 0);
  await page.getByRole("tab", { name: "Tab 1" }).click();
  await until("the tiles", async () => (await tiles(page).count()) === before);
  const tile = tiles(page).filter({ hasText: "Number of rows" }).first();
  await tile.hover();
  await tile.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: "Move to Tab 2" }).click();
  await until("one less", async () => (await tiles(page).count()) === before - 1);
  await page.getByRole("tab", { name: "Tab 1" }).focus();
  await page.keyboard.press("ArrowRight");
  await until("the tile on its tab", async () => (await tiles(page).count()) === 1);
  await page.getByRole("button", { name: "Present" }).first().click();
  await until("the whole screen", () => page.evaluate(() => document.fullscreenElement?.id === "main"));
  await page.keyboard.press("ArrowLeft");
  await until("the first tab", async () => (await tiles(page).count()) === before - 1);
  await page.keyboard.press("ArrowRight");
  await until("the second tab", async () => (await tiles(page).count()) === 1);
  await page.evaluate(() => document.exitFullscreen());
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await until("one tab", async () => (await page.getByRole("tab").count()) === 0);
  assert.equal(await tiles(page).count(), before);
});

test("a comment on a tile is counted there, answered and resolved", async () => {
  const { page } = state;
  const tile = tiles(page).filter({ hasText: "Number of rows" }).first();
  await tile.hover();
  await tile.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: /Comment/ }).click();
  await page.getByRole("textbox", { name: /Your name/ }).fill("Ada");
  await page.getByRole("textbox", { name: "Comment" }).fill("Why so few?");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await tile.getByRole("button", { name: "1 comment" }).waitFor();
  const panel = page.getByRole("complementary", { name: "Comments" });
  await panel.getByRole("textbox", { name: "Reply" }).fill("It is a sample");
  await panel.getByRole("textbox", { name: "Reply" }).press("Enter");
  await panel.getByText("It is a sample").waitFor();
  assert.equal(await panel.getByText(/^Ada, /).count(), 2);
  await panel.getByRole("button", { name: "Resolve" }).click();
  await panel.getByText("Resolved: 1").waitFor();
  await until("no mark", async () => (await tile.getByRole("button", { name: "1 comment" }).count()) === 0);
  await panel.getByRole("button", { name: "Close the comments" }).click();
});

test("a version is kept, compared and restored", async () => {
  const { page } = state;
  const before = await tiles(page).count();
  await versions(page);
  await page.getByRole("textbox", { name: "Name of the version" }).fill("Before");
  await page.getByRole("button", { name: "Keep as it is now" }).click();
  await page.getByText("Nothing has changed since").waitFor();
  await page.keyboard.press("Escape");
  await tiles(page).filter({ hasText: "by product" }).first().focus();
  await page.keyboard.press("Delete");
  await until("one less", async () => (await tiles(page).count()) === before - 1);
  await versions(page);
  const changes = page.getByRole("list", { name: "What is different now" });
  assert.match(await changes.innerText(), /by product.* removed/i);
  assert.ok(await page.locator(".miniature .removed").count());
  await page.getByRole("button", { name: "Restore this version" }).click();
  await until("all of them", async () => (await tiles(page).count()) === before);
});

test("the layout on phones is adjusted, and a phone shows it", async () => {
  const { page } = state;
  await page.getByRole("button", { name: "More for this dashboard" }).first().click();
  await page.getByRole("menuitem", { name: /Layout on phones/ }).click();
  const dialog = page.getByRole("dialog");
  const names = () => dialog.locator("li .name").allInnerTexts();
  const [first, second] = await names();
  await dialog.getByRole("button", { name: `Move ${first} down` }).click();
  await until("another order", async () => (await names())[0] === second);
  await dialog.getByRole("combobox", { name: `Width of ${first}` }).selectOption("Hidden");
  await page.keyboard.press("Escape");
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await until("the tile to be hidden", async () => !(await tiles(page).filter({ hasText: first }).first().isVisible()));
  assert.ok(await tiles(page).filter({ hasText: second }).first().isVisible());
  await page.setViewportSize(size);
});

test("twenty changes are taken back and made again, also after the page was closed", { timeout: 180_000 }, async () => {
  const { page } = state;
  const tile = tiles(page).filter({ hasText: "by product" }).first();
  await tile.focus();
  const start = await places(page);
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press(["Alt+Shift+ArrowLeft", "Alt+Shift+ArrowDown", "Alt+ArrowUp", "Alt+Shift+ArrowRight"][step % 4]);
  }
  const end = await until("the tiles at rest", async () => {
    const first = await places(page);
    await page.waitForTimeout(200);
    return first === (await places(page)) && first !== start && first;
  });
  const hash = await page.evaluate(() => location.hash);
  await page.waitForTimeout(500);
  await state.browser.close();
  await begin(hash);
  await until("the same places", async () => (await places(state.page)) === end);
  await state.page.locator("body").focus();
  let undone = 0;
  while ((await places(state.page)) !== start && undone < 25) {
    await state.page.keyboard.press("Control+z");
    undone += 1;
    await state.page.waitForTimeout(60);
  }
  assert.equal(await places(state.page), start);
  for (let step = 0; step < undone; step += 1) await state.page.keyboard.press("Control+Shift+z");
  await until("the end again", async () => (await places(state.page)) === end);
  assertQuiet(state.browser.seen);
});

const DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

async function begin(hash = "") {
  state.browser = await launch({ profile: state.profile });
  state.page = state.browser.page;
  await openApp(state.page, `${state.site.url}${hash}`);
}

const tiles = (page) => page.locator("article.tile");

async function figure(page) {
  const text = await tiles(page).filter({ hasText: "Number of rows" }).locator(".figure .value").first().innerText();
  return readNumber(text);
}

async function otherFigure(page) {
  return tiles(page).locator(".figure .value").nth(1).innerText();
}

async function places(page) {
  return tiles(page).evaluateAll((all) => all.map((tile) => ["--x", "--y", "--w", "--h"].map((name) => tile.style.getPropertyValue(name)).join()).sort().join(" "));
}

async function versions(page) {
  await page.getByRole("button", { name: "More for this dashboard" }).first().click();
  await page.getByRole("menuitem", { name: /Versions/ }).click();
}

/** Feels for a mark with the right button, and chooses from its menu. */
async function menuOfMark(page, card, item) {
  const chart = card.locator("canvas").first();
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  for (const down of [0.3, 0.5, 0.2, 0.4, 0.6, 0.7]) {
    for (const across of [0.4, 0.3, 0.5, 0.25, 0.7]) {
      await page.mouse.click(box.x + box.width * across, box.y + box.height * down, { button: "right" });
      const choice = page.getByRole("menuitem", { name: item });
      const ofMark = page.getByRole("menuitem", { name: "Filter to this" });
      if (await ofMark.isVisible().catch(() => false)) return choice.click();
      await page.keyboard.press("Escape");
    }
  }
  throw new Error("no right click found a mark");
}
