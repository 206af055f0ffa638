// What is taken out of the app is read back: pictures, figures in full, workbooks, PDFs, the clipboard, print.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { askInWords, assertQuiet, openApp, openFile, rows, until } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";

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

test("nothing went wrong unseen", () => assertQuiet(state.browser.seen));

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

/** How many colours a picture has. */
function colors(page, bytes) {
  return page.evaluate(async (text) => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], { type: "image/png" }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, picture.width, picture.height).data.buffer)).size;
  }, bytes.toString("base64"));
}

function text(book, path) {
  assert.ok(book[path], `${path} is not in the workbook: ${Object.keys(book).join()}`);
  return strFromU8(book[path]);
}
