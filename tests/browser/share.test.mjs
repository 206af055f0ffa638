// Sharing without a server: files with and without data and passphrase, links, and what is wrong with them told.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call, assertQuiet, openApp, openFile, rows, until, visit } from "./app.mjs";
import { findings } from "./axe.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";
import { addAnswer, tiles } from "./tiles.mjs";

const PASSPHRASE = "correct horse";
const state = {};

test("a dashboard is saved as a file, after what it will hold is shown", { timeout: 180_000 }, async () => {
  state.site = await serve(dist());
  afterwards(state.site.close);
  state.sender = await begin();
  const { page } = state.sender;
  await openFile(page, data("orders.csv"));
  await visit(page, "dashboards");
  await page.getByRole("button", { name: /make one from a dataset/i }).click();
  await page.getByRole("dialog").getByRole("button", { name: /tiles/ }).filter({ hasText: "Overview" }).click();
  await until("tiles", async () => (await tiles(page).count()) >= 4);
  state.expected = await rows(page, "select region, count(*), sum(price) from orders group by region order by region");
  const dialog = await share(page);
  const said = await dialog.getByRole("list", { name: "What the file will hold" }).innerText();
  assert.match(said, /40 rows of 9 columns/);
  assert.match(said, /order_id, day, region/);
  assert.deepEqual(await findings(page), []);
  state.plain = await save(page, dialog);
  state.secret = await save(page, dialog, PASSPHRASE);
  assert.ok(!state.secret.includes("Lamp") && !state.plain.includes("Lamp"), "the rows are not there to be read");
  await dialog.getByRole("checkbox", { name: "Rows of orders" }).uncheck();
  await dialog.getByText("Its rows stay here").waitFor();
  await typePassphrase(dialog, "");
  state.bare = await save(page, dialog);
  assert.ok(state.bare.length < state.plain.length);
  assertQuiet(state.sender.seen);
});

test("the file brings the dashboard and its data to a fresh profile", async () => {
  const { page, seen } = (state.receiver = await begin());
  const dialog = await receive(page, state.plain);
  assert.match(await dialog.getByRole("list", { name: "What is in it" }).innerText(), /with its 40 rows/);
  assert.deepEqual(await findings(page), []);
  await dialog.getByRole("button", { name: "Take in" }).click();
  await dialog.getByText("Taken in: 1 dashboard, 1 dataset").waitFor();
  await dialog.getByRole("button", { name: "Go to the dashboard" }).click();
  await until("tiles", async () => (await tiles(page).count()) >= 4);
  await until("no tile without an answer", async () => (await page.locator(".tile-problem").count()) === 0);
  assert.deepEqual(await rows(page, "select region, count(*), sum(price) from orders group by region order by region"), state.expected);
  assertQuiet(seen);
});

test("the same file again changes nothing; other data under a taken name comes beside it", async () => {
  const { page } = state.receiver;
  let dialog = await receive(page, state.plain);
  await dialog.getByRole("button", { name: "Take in" }).click();
  await dialog.getByText("Everything in it is here already").waitFor();
  await page.keyboard.press("Escape");
  const other = await begin();
  await openFile(other.page, { name: "orders.csv", mimeType: "text/csv", buffer: Buffer.from("region,price\nElsewhere,5\n") });
  dialog = await receive(other.page, state.plain);
  await dialog.getByRole("button", { name: "Take in" }).click();
  await dialog.getByText("Taken in: 1 dashboard, 1 dataset").waitFor();
  await dialog.getByRole("button", { name: "Go to the dashboard" }).click();
  await until("tiles", async () => (await tiles(other.page).count()) >= 4);
  assert.deepEqual(await rows(other.page, "select region, price from orders"), [["Elsewhere", 5]]);
  assert.deepEqual(await rows(other.page, "select region, count(*), sum(price) from orders_2 group by region order by region"), state.expected);
  assert.equal(await tiles(other.page).filter({ hasText: "Number of rows" }).locator(".figure .value").first().innerText(), "40");
  await other.close();
});

test("a passphrase opens it, and a wrong one says so", async () => {
  const { page, close } = await begin();
  const dialog = await receive(page, state.secret);
  const field = dialog.getByLabel("Passphrase");
  await field.fill("wrong horse");
  await field.press("Enter");
  await dialog.getByText("Sales.sextant does not open with this passphrase").waitFor();
  assert.deepEqual(await findings(page), []);
  await field.fill(PASSPHRASE);
  await field.press("Enter");
  await dialog.getByRole("button", { name: "Take in" }).click();
  await dialog.getByText("Taken in: 1 dashboard, 1 dataset").waitFor();
  assert.equal((await call(page, "datasets"))[0].rows, 40);
  await close();
});

test("a file that was changed, cut off or made by a newer version is refused, and nothing is lost", async () => {
  const { page } = state.receiver;
  const before = await call(page, "datasets");
  const changed = Buffer.from(state.plain);
  changed[changed.length >> 1] ^= 1;
  const newer = Buffer.from(state.plain.toString("latin1").replace('"format":1', '"format":9'), "latin1");
  for (const [bytes, expected] of [
    [changed, /was changed after it was made/],
    [state.plain.subarray(0, -20), /is cut off/],
    [newer, /was made by a newer version/],
    [Buffer.from("SXTSHAR"), /is cut off/],
    [Buffer.from("not a share at all"), /is no Sextant file/],
  ]) {
    await chooseFile(page, bytes);
    await until(`the refusal ${expected}`, async () => expected.test(await page.locator("body").innerText()));
    await page.keyboard.press("Escape");
    for (const button of await page.locator(".toast").getByRole("button", { name: /dismiss|close/i }).all()) await button.click();
  }
  assert.deepEqual(await call(page, "datasets"), before);
});

test("a dashboard without its data says which file it needs", async () => {
  const { page, close } = await begin();
  const dialog = await receive(page, state.bare);
  await dialog.getByRole("button", { name: "Take in" }).click();
  await dialog.getByText(/open orders.csv under the name orders/).waitFor();
  await dialog.getByRole("button", { name: "Go to the dashboard" }).click();
  await until("tiles that wait", async () => (await page.locator(".tile-problem").count()) >= 4);
  await openFile(page, data("orders.csv"));
  await until("tiles that are filled", async () => (await page.locator(".tile-problem").count()) === 0);
  await close();
});

test("a link holds the definition, and shows it with the data that is there", { timeout: 180_000 }, async () => {
  const { page } = state.sender;
  await page.keyboard.press("Escape");
  const dialog = await share(page);
  await dialog.getByRole("radio", { name: /A link/ }).check();
  const field = dialog.getByRole("textbox", { name: "Link" });
  await field.waitFor();
  const link = await field.inputValue();
  assert.match(link, /#\/shared\/[\w-]+$/);
  assert.deepEqual(await findings(page), []);
  await page.keyboard.press("Escape");

  const other = await begin();
  await other.page.goto(link);
  await other.page.getByText("No dataset with these columns is open. Open the file orders.csv").waitFor();
  assert.deepEqual(await findings(other.page), []);
  await openFile(other.page, { name: "shop.csv", mimeType: "text/csv", buffer: readFileSync(data("orders.csv")) });
  await other.page.getByRole("combobox", { name: /Shown with/ }).waitFor();
  assert.match(other.page.url(), /#\/shared\//);
  await other.page.getByRole("button", { name: "Show the dashboard" }).click();
  await until("tiles", async () => (await tiles(other.page).count()) >= 4);
  await until("answers", async () => (await tiles(other.page).filter({ hasText: "Number of rows" }).locator(".figure .value").first().innerText()) === "40");
  await other.page.goto(`${link.slice(0, -9)}`);
  await other.page.getByText("This link is not whole").waitFor();
  assert.ok(state.site.log.every(({ path }) => !path.includes("shared")), "the definition is not sent");
  assertQuiet(other.seen);
  await other.close();
});

test("a page in one file opens from disk without a network, and filters as the app does", { timeout: 180_000 }, async () => {
  const { page } = state.sender;
  const dialog = await share(page);
  await dialog.getByRole("radio", { name: /A page in one file/ }).check();
  await dialog.getByText(/^The file takes .*MB/).waitFor();
  assert.match(await dialog.getByRole("list", { name: "What the file will hold" }).innerText(), /Figures of orders, to filter by/);
  assert.deepEqual(await findings(page), []);
  state.page = toFile(await save(page, dialog), "sales.html");
  state.sealed = toFile(await save(page, dialog, PASSPHRASE), "sealed.html");
  await page.keyboard.press("Escape");

  const reader = (state.reader = await launch());
  await reader.context.setOffline(true);
  await reader.page.goto(`file://${state.page}`);
  await until("the tiles", async () => (await tiles(reader.page).count()) === (await tiles(page).count()));
  assert.ok(await figures(page).then((all) => all.length > 0));
  assert.deepEqual(await figures(reader.page), await figures(page));
  assert.deepEqual(await findings(reader.page), []);

  await reader.page.locator("summary").filter({ hasText: "region" }).click();
  await reader.page.getByRole("checkbox", { name: "North" }).check();
  await page.getByRole("button", { name: /^Filter region/ }).click();
  await page.getByRole("checkbox", { name: /^North/ }).first().check();
  const [[north]] = await rows(page, "select count(*) from orders where region = 'North'");
  await until("the app to be filtered", async () => (await rowsFigure(page)) === String(north));
  assert.equal(await rowsFigure(reader.page), String(north));
  await until("the same figures", async () => (await figures(reader.page)).join() === (await figures(page)).join());
  await page.getByRole("button", { name: "Clear" }).first().click();
  await page.keyboard.press("Escape");
  await reader.page.getByRole("button", { name: "Clear" }).click();
  await reader.page.keyboard.press("Escape");
});

test("a pick in the file filters its other tiles, by keyboard too, and their tables say so", async () => {
  const [{ page }, { page: file, seen }] = [state.sender, state.reader];
  const bars = tiles(file).filter({ hasText: "by product" }).first();
  await bars.locator("[role=img]").focus();
  await file.keyboard.press("ArrowRight");
  await file.keyboard.press("Enter");
  const chip = file.getByRole("button", { name: /Remove the pick product/ });
  await chip.waitFor();
  const product = (await chip.getAttribute("aria-label")).replace("Remove the pick product: ", "");
  const where = `where product = '${product.replaceAll("'", "''")}'`;
  assert.equal(await rowsFigure(file), String((await rows(page, `select count(*) from orders ${where}`))[0][0]));
  const regions = tiles(file).filter({ hasText: "by region" }).first();
  await regions.getByRole("button", { name: /as a table/ }).click();
  const cells = await regions.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.innerText)));
  const expected = await rows(page, `select region, sum(price) from orders ${where} group by region`);
  assert.equal(cells.length, expected.length);
  await file.keyboard.press("Escape");
  await until("nothing picked", async () => (await rowsFigure(file)) === "40");
  await file.getByRole("button", { name: "Light or dark" }).click();
  assert.equal(await file.evaluate(() => document.documentElement.dataset.theme), "dark");
  // Colours fade into each other.
  await file.waitForTimeout(500);
  assert.deepEqual(await findings(file), []);
  assertQuiet(seen);
});

test("an encrypted page tells nothing without its passphrase", async () => {
  assert.ok(!readFileSync(state.sealed, "utf8").includes("Overview"));
  const { page, context, seen, close } = await launch({ theme: "dark" });
  await context.setOffline(true);
  await page.goto(`file://${state.sealed}`);
  const field = page.getByLabel("Passphrase");
  await field.fill("wrong horse");
  await field.press("Enter");
  await page.getByText("It does not open with this passphrase").waitFor();
  assert.deepEqual(await findings(page), []);
  await field.fill(PASSPHRASE);
  await field.press("Enter");
  await until("the tiles", async () => (await tiles(page).count()) >= 4);
  assert.equal(await rowsFigure(page), "40");
  assertQuiet(seen);
  await close();
});

test("a map in the file is a map, drawn without a network", { timeout: 120_000 }, async () => {
  const { page, close } = await begin();
  const sales = [["France", 3], ["Spain", 5], ["Brazil", 8], ["Japan", 13]];
  const lines = ["country,sales", ...sales.map((cells) => cells.join(","))];
  await openFile(page, { name: "sales.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
  await visit(page, "dashboards");
  await page.getByRole("button", { name: "New dashboard" }).first().click();
  const tile = await addAnswer(page, "total sales by country as a map");
  await until("the map", async () => (await tile.locator("canvas").count()) > 0);
  const dialog = await share(page);
  await dialog.getByRole("radio", { name: /A page in one file/ }).check();
  await dialog.getByText(/^The file takes .*MB/).waitFor();
  const path = toFile(await save(page, dialog), "map.html");
  await close();
  const reader = await launch();
  await reader.context.setOffline(true);
  await reader.page.goto(`file://${path}`);
  const map = tiles(reader.page).locator("[role=img]");
  await map.waitFor();
  await map.focus();
  await reader.page.keyboard.press("ArrowRight");
  await reader.page.keyboard.press("Enter");
  await reader.page.getByRole("button", { name: /Remove the pick country: (France|Spain|Brazil|Japan)/ }).waitFor();
  assert.ok(await paintedColors(map) > 20, "the map is blank");
  assertQuiet(reader.seen);
  await reader.close();
});

/** How many colours a chart has, of which an empty one has few. */
function paintedColors(plot) {
  return plot.evaluate((element) => {
    const canvas = element.querySelector("canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Set(Array.from({ length: data.length / 4 }, (_, at) => data.slice(at * 4, at * 4 + 3).join())).size;
  });
}


const figures = (page) => tiles(page).locator(".figure .value").allInnerTexts();

const rowsFigure = (page) => tiles(page).filter({ hasText: "Number of rows" }).locator(".figure .value").first().innerText();

function toFile(bytes, name) {
  const folder = mkdtempSync(join(tmpdir(), "sextant-share-"));
  afterwards(() => rm(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

async function begin(options) {
  const browser = await launch(options);
  await openApp(browser.page, state.site.url);
  return browser;
}

/** Opens the dialog that shares the dashboard. */
async function share(page) {
  await page.getByRole("button", { name: "More for this dashboard" }).first().click();
  await page.getByRole("menuitem", { name: /Share/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("list").first().waitFor();
  return dialog;
}

async function typePassphrase(dialog, passphrase) {
  for (const field of ["Passphrase (if wanted)", "The same again"]) await dialog.getByLabel(field).fill(passphrase);
}

/** Presses the dialog's button and gives the bytes of the file. */
async function save(page, dialog, passphrase) {
  if (passphrase) await typePassphrase(dialog, passphrase);
  const coming = page.waitForEvent("download");
  await dialog.getByRole("button", { name: /^Save the/ }).click();
  const download = await coming;
  await dialog.getByText(/^Saved .*B$/).waitFor();
  return readFileSync(await download.path());
}

async function chooseFile(page, buffer, name = "Sales.sextant") {
  await page.locator("#file-input").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
}

async function receive(page, buffer) {
  await chooseFile(page, buffer);
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  return dialog;
}
