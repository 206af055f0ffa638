// The Data place: how a file was read is seen and changed, steps clean it, nothing that does not fit is lost, rows go out again.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { call, openApp, openFile, rows, until, visit } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { DESKTOP, launch, PHONE } from "./chromium.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const state = {};

const MESSY = [
  "Sales of the north",
  "",
  "day;shop;price;qty",
  "31.01.2024; Acme Inc ;1.234,50;3",
  "01.02.2024;ACME, Inc.;99,00;4",
  "02.02.2024;Bolt;12,25;",
  "03.02.2024;Bolt;12,25;soon",
].join("\n");

const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

test("a messy file is open, and its panel tells how it was read", async () => {
  const site = await serve(dist());
  afterwards(site.close);
  state.browser = await launch({ viewport: DESKTOP });
  state.page = state.browser.page;
  const { page } = state;
  await openApp(page, site.url);
  state.url = site.url;
  const opened = await openFile(page, csv("messy.csv", MESSY));
  assert.ok(opened.datasets, JSON.stringify(opened));
  await visit(page, "data/messy");
  await page.getByRole("tab", { name: "Report" }).click();
  const panel = page.getByRole("tabpanel", { name: "Report" });
  await panel.getByText("rows in the table").waitFor();
  await until("the columns of the report", async () => (await panel.locator("details").count()) === 4);
  await panel.locator("details").first().locator("summary").click();
  await panel.getByText("Different values").first().waitFor();
});

test("another delimiter is shown at once, and taken back", async () => {
  const { page } = state;
  await page.getByRole("tab", { name: "Reading" }).click();
  const field = page.getByLabel("Cells are separated by", { exact: true });
  assert.equal(await field.inputValue(), ";");
  const before = await heads(page);
  await field.selectOption("|");
  await until("other columns", async () => (await heads(page)).join() !== before.join());
  await page.getByRole("button", { name: /^As detected: cells are separated by/ }).waitFor();
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await until("the columns to be back", async () => (await heads(page)).join() === before.join());
  await until("the delimiter to be back", async () => (await field.inputValue()) === ";");
});

test("names can be taken for rows", async () => {
  const { page } = state;
  const before = await heads(page);
  await page.getByLabel("Column names", { exact: true }).selectOption("false");
  await until("made names", async () => (await heads(page)).join() !== before.join());
  await page.getByRole("button", { name: "As detected", exact: true }).click();
  await until("the names to be back", async () => (await heads(page)).join() === before.join());
});

test("steps are added by keyboard, shown while they are typed, and undone", async () => {
  const { page } = state;
  await page.getByRole("tab", { name: "Steps" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Add a step" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("Enter");
  const form = page.getByRole("form", { name: "Rename a column" });
  await form.waitFor();
  await form.getByLabel("Column", { exact: true }).selectOption("qty");
  await form.getByLabel("New name").fill("quantity");
  await until("the rows to show it before it is kept", async () => (await heads(page)).includes("quantity"));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /Rename qty to quantity/ }).first().waitFor();
  assert.deepEqual((await call(page, "datasets"))[0].columns.map(({ name }) => name), ["day", "shop", "price", "quantity"]);
  await page.locator("body").click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("Control+z");
  await until("the old name", async () => (await heads(page)).includes("qty"));
  await page.keyboard.press("Control+Shift+z");
  await until("the new name", async () => (await heads(page)).includes("quantity"));
  await page.keyboard.press("Control+z");
  await until("the old name again", async () => (await heads(page)).includes("qty"));
});

test("a column's menu adds a step, a form that is left changes nothing", async () => {
  const { page } = state;
  await page.getByRole("button", { name: "More for shop" }).click();
  await page.getByRole("menuitem", { name: "Trim spaces" }).click();
  await until("the step", async () => (await steps(page)).length === 1);
  assert.deepEqual((await rows(page, "select shop from messy limit 1"))[0], ["Acme Inc"]);
  await page.getByRole("button", { name: "More for qty" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await until("one column less", async () => !(await heads(page)).includes("qty"));
  await page.getByRole("switch", { name: /Remove qty/ }).click();
  await until("the column to be back", async () => (await heads(page)).includes("qty"));
  await page.getByRole("button", { name: /^More for step 2/ }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await until("one step less", async () => (await steps(page)).length === 1);
  await page.getByRole("button", { name: "More for shop" }).click();
  await page.getByRole("menuitem", { name: "Rename…" }).click();
  await page.getByLabel("New name").fill("store");
  await until("the rows to show it", async () => (await heads(page)).includes("store"));
  await page.keyboard.press("Escape");
  await until("the rows to be as before", async () => (await heads(page)).includes("shop"));
  assert.equal((await steps(page)).length, 1);
});

test("what does not fit is set aside, repaired and taken along", async () => {
  const { page } = state;
  await page.getByRole("button", { name: "More for qty" }).click();
  await page.getByRole("menuitem", { name: "Change type…" }).click();
  const form = page.getByRole("form", { name: "Change a type" });
  await form.getByLabel("Type", { exact: true }).selectOption({ label: "Whole number" });
  await form.getByRole("button", { name: "Apply" }).click();
  await until("the cell to be set aside", async () => (await call(page, "datasets"))[0].set_aside > 0);
  await page.getByRole("tab", { name: /Set aside/ }).click();
  const odd = page.getByLabel("Set aside", { exact: true }).getByRole("listitem").filter({ hasText: "qty" }).first();
  await odd.getByRole("textbox").fill("5");
  await odd.getByRole("button", { name: "Repair" }).click();
  await until("the value in the table", async () => (await rows(page, "select sum(qty) from messy"))[0][0] === 12);
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await until("the value to be gone", async () => (await rows(page, "select sum(qty) from messy"))[0][0] === 7);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export all" }).click()]);
  const text = readFileSync(await download.path(), "utf8");
  assert.match(text, /^row,column,value,reason\n/);
  assert.match(text, /soon/);
});

test("the steps are also a statement that gives the same rows", async () => {
  const { page } = state;
  await page.getByRole("tab", { name: /^Steps/ }).click();
  await page.getByRole("button", { name: "Show as SQL" }).click();
  const statement = await until("the statement", async () => (await page.getByLabel("Statement").innerText()).trim());
  assert.match(statement, /select/i);
});

const MAGIC = {
  CSV: (bytes) => bytes.subarray(0, 4).toString() === "day,",
  Excel: (bytes) => bytes.subarray(0, 2).toString() === "PK",
  Parquet: (bytes) => bytes.subarray(0, 4).toString() === "PAR1" && bytes.subarray(-4).toString() === "PAR1",
  Arrow: (bytes) => bytes.subarray(0, 6).toString() === "ARROW1",
  JSON: (bytes) => JSON.parse(bytes.toString()).length === 4,
  NDJSON: (bytes) => bytes.toString().trim().split("\n").map((line) => JSON.parse(line)).length === 4,
};

test("the rows go out in every format", async () => {
  const { page } = state;
  for (const [format, isIt] of Object.entries(MAGIC)) {
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: format, exact: true }).click()]);
    assert.ok(isIt(readFileSync(await download.path())), `${download.suggestedFilename()} is no ${format}`);
  }
});

test("a newer file takes the place of the old one, its steps are run again, and what changed is told", async () => {
  const { page } = state;
  await page.getByRole("tab", { name: "Reading" }).click();
  const newer = csv("messy_february.csv", MESSY.replace("shop;price", "shop;region;price").replaceAll(/;(?=[\d.,]+;\w*$)/gm, ";north;"));
  await page.getByLabel("Replace with a newer file…").last().setInputFiles(newer);
  await page.getByText("What changed with the newer file").waitFor();
  assert.ok((await call(page, "datasets"))[0].columns.some(({ name }) => name === "region"));
});

test("a repair of a workbook is switched off and the rows show it", async () => {
  if (!existsSync(data("messy.xlsx"))) return;
  const { page } = state;
  const { datasets, refused } = await openFile(page, data("messy.xlsx"));
  assert.ok(datasets, JSON.stringify(refused));
  const repaired = datasets.find(({ source }) => (source.repairs ?? []).some(({ enabled }) => enabled));
  assert.ok(repaired, "nothing was repaired");
  await visit(page, `data/${repaired.name}`);
  await page.getByRole("tab", { name: "Reading" }).click();
  const panel = page.getByRole("tabpanel", { name: "Reading" });
  const repair = panel.getByRole("switch").first();
  await repair.waitFor();
  const before = await sheet(page);
  await repair.click();
  await until("other rows", async () => (await sheet(page)) !== before);
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await until("the rows to be back", async () => (await sheet(page)) === before);
});

test("on a phone the panel covers the rows, and nothing is wider than the screen", async () => {
  const phone = await launch({ viewport: PHONE, touch: true });
  const { page } = phone;
  await openApp(page, state.url);
  await openFile(page, csv("messy.csv", MESSY));
  await visit(page, "data/messy");
  for (const tab of ["Report", "Reading", "Steps", "Set aside"]) {
    await page.getByRole("tab", { name: tab }).tap();
    await page.getByRole("tabpanel", { name: tab }).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${tab}: ${wide} pixels wider than the screen`);
  }
  await page.getByRole("button", { name: "Close the panel" }).tap();
  await page.getByRole("table").waitFor();
  await phone.close();
});

const heads = (page) => page.locator(".rows thead .sorter .name").allInnerTexts();
const sheet = (page) => page.locator(".rows table").innerText();
const steps = async (page) => (await call(page, "datasets")).find(({ name }) => name === "messy").steps ?? [];
