// Bad input: a message that names the file and says what to do; nothing that was open is lost; the next question is answered.
import assert from "node:assert/strict";
import { announcements, call, chooseFile, dropOn, openApp, openFile, questionField, rows, until, visit } from "./app.mjs";
import { makeBrokenFiles } from "./broken.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const REFUSED = [
  ["empty.csv", /empty|no (data|rows|content)/i],
  ["picture.csv", /PNG|image|picture/i],
  ["truncated.parquet", /cut|truncat|incomplete|damaged|broken|end|whole/i],
  ["encrypted.xlsx", /password|encrypt/i],
  ["not_a_workbook.xlsx", /./],
  ["broken.json", /JSON/],
  ["huge.csv", /large|big|memory|GB|too|null|binary|text/i],
];
const state = {};

test("a table is open", async () => {
  state.files = makeBrokenFiles();
  const site = await serve(dist());
  afterwards(site.close);
  state.browser = await launch();
  state.page = state.browser.page;
  await openApp(state.page, site.url);
  await openFile(state.page, data("orders.csv"));
});

for (const [name, says] of REFUSED) {
  test(`${name} is refused by name`, { timeout: 180_000 }, async () => {
    const { refused } = await openFile(state.page, state.files[name]);
    assert.ok(refused, "it was not refused");
    assert.match(refused.code ?? "", /^[a-z][a-z0-9_]*$/);
    assert.ok(refused.message.includes(name), refused.message);
    assert.match(`${refused.message} ${refused.hint ?? ""}`, says);
    assert.doesNotMatch(refused.message, /panick|unreachable|RuntimeError|polars/i);
    await assertUnharmed();
  });
}

test("the page says it too, when the file is chosen by hand", async () => {
  const { page } = state;
  await visit(page, "ask");
  await chooseFile(page, state.files["picture.csv"]);
  const told = await until("the message", async () => {
    const text = (await announcements(page)) + (await page.getByRole("main").innerText());
    return text.includes("picture.csv") && text;
  });
  assert.match(told, /picture\.csv/);
  await assertUnharmed();
});

test("a folder that is dropped is named, and what to do", async () => {
  const { page } = state;
  await visit(page, "ask");
  await dropOn(page, [state.files["a_folder.csv"]]);
  await until("the message", async () => /a_folder\.csv/.test((await announcements(page)) + (await page.getByRole("main").innerText())));
  await assertUnharmed();
});

test("a file that is dropped is opened", async () => {
  const { page } = state;
  await visit(page, "ask");
  await dropOn(page, [data("orders.tsv")]);
  await until("the dataset", async () => (await call(page, "datasets")).some(({ source }) => source.filename === "orders.tsv"));
  await assertUnharmed();
});

test("ragged rows are read, and what was done is said", async () => {
  const { datasets, notes, refused } = await openFile(state.page, state.files["ragged.csv"]);
  assert.ok(datasets, JSON.stringify(refused));
  assert.ok(notes.some(({ level, message }) => level !== "info" && /row|line/i.test(message)), JSON.stringify(notes));
  const found = await rows(state.page, "select * from ragged");
  assert.ok(found.length >= 2 && found.length <= 4, JSON.stringify(found));
  assert.deepEqual([found[0].slice(0, 3).map(Number), found.at(-1).slice(0, 3).map(Number)], [[1, 2, 3], [10, 11, 12]]);
  await assertUnharmed();
});

test("a question that makes no sense gets what was understood, and three that would work", async () => {
  const { page } = state;
  await visit(page, "ask");
  await questionField(page).fill("qwrtz plugh xyzzy");
  await questionField(page).press("Enter");
  await until("an answer to nonsense", async () => /qwrtz|plugh|xyzzy|understood|understand/i.test(await page.getByRole("main").innerText()));
  const offered = page.getByRole("main").getByRole("button").filter({ hasText: /\w+ \w+/ });
  await until("three questions that would work", async () => (await offered.count()) >= 3);
  await assertUnharmed();
});

async function assertUnharmed() {
  const names = (await call(state.page, "datasets")).map(({ name }) => name);
  assert.ok(names.includes("orders"), `open: ${names.join(", ")}`);
  assert.deepEqual(await rows(state.page, "select count(*) as n, sum(quantity) as q from orders"), [[40, 178]]);
}
