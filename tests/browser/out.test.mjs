// What is taken out of the app is read back: pictures, figures in full, workbooks, PDFs, the clipboard, print.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { askInWords, assertQuiet, openApp, openFile, rows, until, visit } from "./app.mjs";
import { findings } from "./axe.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { data, dist } from "./folders.mjs";
import { colors, readPdf, text } from "./reading.mjs";
import { serve } from "./site.mjs";
import { cutPages } from "../../app/bridge/paper/pages.js";

const MANY = 6_000;
const state = {};

test("an answer leaves as PNG and SVG, with its title and where it comes from", { timeout: 180_000 }, async () => {
  const site = await serve(dist());
  afterwards(site.close);
  state.browser = await launch();
  const { page, context } = state.browser;
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(site.url).origin });
  await openApp(page, site.url);
  await openFile(page, data("orders.csv"));
  state.page = page;
  state.card = await askInWords(page, "average price by region");
  const png = await taken(page, state.card, "PNG");
  assert.match(png.name, /price.*\.png$/i);
  assert.ok((await colors(page, png.bytes)) > 20, "the picture is blank");
  assert.ok(png.bytes.readUInt32BE(16) >= 1440, "the picture is not twice its size");
  const svg = await taken(page, state.card, "SVG");
  const told = await page.evaluate((text) => {
    const drawing = new DOMParser().parseFromString(text, "image/svg+xml");
    return { problem: drawing.querySelector("parsererror")?.textContent ?? null, paths: drawing.querySelectorAll("path").length, texts: [...drawing.querySelectorAll("text")].map((one) => one.textContent) };
  }, svg.bytes.toString());
  assert.equal(told.problem, null);
  assert.ok(told.paths > 3);
  assert.ok(told.texts.some((text) => /^Source: orders · /.test(text)), told.texts.join("|"));
  assert.ok(told.texts.includes("North"));
});

test("a table and a figure are pictures too", async () => {
  const { page } = state;
  await state.card.getByRole("button", { name: "Table", exact: true }).click();
  const table = await taken(page, state.card, "SVG");
  assert.match(table.bytes.toString(), />North</);
  await state.card.getByRole("button", { name: "Chart", exact: true }).click();
  const figure = await askInWords(page, "number of orders");
  const [[count]] = await rows(page, "select count(*) from orders");
  assert.match((await taken(page, figure, "SVG")).bytes.toString(), new RegExp(`>${count}<`));
});

test("figures leave in full, whatever is drawn", { timeout: 180_000 }, async () => {
  const { page } = state;
  const lines = Array.from({ length: MANY }, (_, at) => `k${at},${at}`);
  await openFile(page, { name: "many.csv", mimeType: "text/csv", buffer: Buffer.from(["name,size", ...lines].join("\n")) });
  const card = await askInWords(page, "total size by name in many");
  const csv = (await taken(page, card, "CSV")).bytes.toString().trim().split("\n");
  assert.equal(csv.length, MANY + 1);
  const json = JSON.parse((await taken(page, card, "JSON")).bytes.toString());
  assert.equal(json.length, MANY);
  const parquet = await taken(page, card, "Parquet");
  await openFile(page, { name: "back.parquet", mimeType: "application/octet-stream", buffer: parquet.bytes });
  const measured = csv[0].split(",")[1];
  assert.deepEqual(await rows(page, `select count(*), sum("${measured}") from back`), [[MANY, (MANY * (MANY - 1)) / 2]]);
  const book = unzipSync((await taken(page, card, "Excel")).bytes);
  assert.match(text(book, "xl/tables/table1.xml"), new RegExp(`ref="A4:B${MANY + 4}"`));
});

test("a workbook has a native table and a native chart", async () => {
  const { page } = state;
  const book = unzipSync((await taken(page, state.card, "Excel")).bytes);
  assert.match(text(book, "xl/charts/chart1.xml"), /<c:barChart>/);
  assert.match(text(book, "xl/charts/chart1.xml"), /!\$B\$5:\$B\$\d+<\/c:f>/);
  assert.match(text(book, "xl/tables/table1.xml"), /<autoFilter/);
  assert.match(text(book, "xl/sharedStrings.xml"), /Source: orders/);
  assert.match(text(book, "xl/styles.xml"), /formatCode="#,##0\.0/);
});

test("an answer is copied as a picture, a table and Markdown", async () => {
  const { page, card } = state;
  await choose(page, card, "Markdown");
  await until("Markdown", () => page.evaluate(async () => /^\| region \|/.test(await navigator.clipboard.readText())));
  await choose(page, card, "Table", "Copy as");
  await until("cells with tabs", () => page.evaluate(async () => /^region\t/.test(await navigator.clipboard.readText())));
  const html = await page.evaluate(async () => (await (await navigator.clipboard.read())[0].getType("text/html")).text());
  assert.match(html, /<td>North<\/td>/);
  await choose(page, card, "Picture", "Copy as");
  await until("a picture", () => page.evaluate(async () => (await navigator.clipboard.read())[0].types.includes("image/png")));
});

test("a dashboard leaves as a PDF: all tabs, text as text, charts as lines", { timeout: 240_000 }, async () => {
  const { page } = state;
  await makeBoard(page);
  const pdf = await taken(page, page, "PDF");
  assert.match(pdf.name, /\.pdf$/);
  const { pages, pictures, paths } = await readPdf(pdf.bytes);
  assert.ok(pages.length >= 2, "each tab has a page of its own");
  assert.match(pages[0], /Orders: overview/);
  assert.match(pages[0], /2\d{3}/, "no date");
  assert.match(pages.at(-1), /Zażółć é ł ő ш/);
  assert.match(pages.at(-1), /Tab 2/);
  assert.match(pages[0], /Number of rows/);
  assert.match(pages[0], /Filtered by region/i);
  assert.equal(pictures, 0, "a chart became a picture");
  assert.ok(paths > 20);
});

test("no page cuts a tile, and none is lost", () => {
  const tile = (y, height) => ({ y, height });
  const boards = [
    [tile(0, 2), tile(0, 2), tile(2, 5), tile(2, 6), tile(8, 5), tile(13, 5)],
    [tile(0, 30), tile(30, 4)],
    [tile(0, 7), tile(3, 7), tile(7, 7), tile(12, 7)],
    [tile(20, 4)],
    [],
  ];
  for (const pieces of boards) {
    const pages = cutPages(pieces, 12);
    assert.deepEqual(pages.flatMap((page) => page.pieces).sort(), [...pieces].sort());
    for (const page of pages) {
      for (const { y, height } of page.pieces) assert.ok(page.from <= y && y + height <= page.from + page.rows);
    }
  }
  assert.deepEqual(cutPages(boards[0], 12).map(({ from, rows }) => [from, rows]), [[0, 8], [8, 10]]);
});

test("a dashboard leaves as a PNG and as a workbook", { timeout: 240_000 }, async () => {
  const { page } = state;
  const png = await taken(page, page, "PNG");
  assert.ok((await colors(page, png.bytes)) > 30, "the picture is blank");
  const book = unzipSync((await taken(page, page, "Excel")).bytes);
  const names = [...text(book, "xl/workbook.xml").matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name);
  assert.equal(names[0], "Contents");
  assert.ok(names.length >= 5, names.join());
  assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length);
  assert.ok(Object.keys(book).some((path) => /^xl\/charts\/chart\d+\.xml$/.test(path)));
  assert.match(text(book, "xl/sharedStrings.xml"), /Filtered by region/);
});

test("paper has the dashboard's title, its day, and no tools", async () => {
  const { page } = state;
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".print-title").isVisible());
  assert.match(await page.locator(".print-title small").innerText(), /2\d{3}/);
  assert.equal(await page.locator(".tile-tools").first().isVisible(), false);
  await page.emulateMedia({ media: null });
  const { pages } = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  assert.match(pages[0], /Zażółć/);
});

test("the menus that take out pass axe in both themes", async () => {
  const { page } = state;
  await page.getByRole("tab", { name: "Tab 1" }).click();
  await page.locator("article.tile canvas").first().waitFor();
  for (const theme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: theme });
    await page.getByRole("button", { name: "More for this dashboard" }).first().click();
    await page.getByRole("menuitem", { name: "PDF" }).waitFor();
    assert.deepEqual(await findings(page), []);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "More for Number of rows" }).click();
    await page.getByRole("group", { name: "Copy as" }).waitFor();
    assert.deepEqual(await findings(page), []);
    await page.keyboard.press("Escape");
  }
  assertQuiet(state.browser.seen);
});

/** Chooses an item of the menu of a card, or of the dashboard that is shown. */
async function choose(page, within, label, group) {
  const name = within === page ? "More for this dashboard" : "Download";
  await within.getByRole("button", { name }).first().click();
  const items = group ? page.getByRole("group", { name: group }) : page;
  await items.getByRole("menuitem", { name: label, exact: true }).click();
}

async function taken(page, within, label) {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 90_000 }), choose(page, within, label)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function makeBoard(page) {
  await visit(page, "dashboards");
  await page.getByRole("button", { name: /make one from a dataset/i }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "From" }).selectOption("orders");
  const templates = dialog.getByRole("button", { name: /tiles/ });
  await until("the templates", async () => (await templates.count()) >= 3);
  await templates.filter({ hasText: "Overview" }).click();
  await until("tiles", async () => (await page.locator("article.tile").count()) >= 4);
  await page.getByRole("button", { name: /^Filter region/ }).click();
  await page.getByRole("checkbox", { name: /North/ }).first().check();
  await page.keyboard.press("Escape");
  await add(page, "Tab");
  await add(page, "Text");
  const tile = page.locator("article.tile").filter({ hasText: "A heading" });
  await tile.dblclick();
  await page.getByRole("textbox", { name: "Text" }).fill("# Zażółć é ł ő ш\n\nWords.");
  await page.getByRole("button", { name: "Save" }).click();
}

async function add(page, what) {
  await page.getByRole("button", { name: "Add to the dashboard" }).first().click();
  await page.getByRole("menuitem", { name: what, exact: true }).click();
}
