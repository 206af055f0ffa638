// The ways in for data: files, folders, the clipboard, links; files that do damage; several files as one table.
import assert from "node:assert/strict";
import http from "node:http";
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { announcements, call, chooseFile, dropOn, openApp, openFile, rows, startOpening, until, visit } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const state = {};

test("the app is open", async () => {
  state.folder = mkdtempSync(join(tmpdir(), "sextant-opening-"));
  afterwards(() => rm(state.folder, { recursive: true, force: true }));
  state.site = await serve(dist());
  afterwards(state.site.close);
  state.browser = await launch();
  state.page = state.browser.page;
  await openApp(state.page, state.site.url);
});

test("binary files are read apart from the engine, in a worker that is gone afterwards", async () => {
  const { page } = state;
  const { datasets } = await openFile(page, data("orders.parquet"), { name: "apart" });
  assert.equal(datasets[0].rows, 40);
  assert.equal(datasets[0].source.format, "parquet");
  const names = await page.evaluate(() => window.__workers.length);
  assert.equal(names, 2, "the engine and one reader");
  assert.deepEqual(await rows(page, "select count(*) as n from apart"), [[40]]);
});

test("a reader that dies takes nothing with it, and the file is named", async () => {
  const { page } = state;
  await page.evaluate(() => {
    const Real = window.Worker;
    window.Worker = class extends Real {
      constructor(...given) {
        super(...given);
        if (given[1]?.name?.startsWith("reader-")) queueMicrotask(() => {
          this.terminate();
          this.dispatchEvent(new ErrorEvent("error", { message: "RuntimeError: unreachable", cancelable: true }));
        });
      }
    };
    window.__undo = () => { window.Worker = Real; };
  });
  const outcome = await openFile(page, data("orders.xlsx"), { name: "deadly" });
  await page.evaluate(() => window.__undo());
  assert.equal(outcome.refused?.code, "unreadable");
  assert.match(outcome.refused.message, /orders\.xlsx/);
  assert.deepEqual(await rows(page, "select count(*) as n from apart"), [[40]]);
  assert.doesNotMatch(await announcements(page), /engine stopped/i);
  const again = await openFile(page, data("orders.xlsx"), { name: "healthy" });
  assert.equal(again.datasets[0].rows, 40);
});

test("a long read is stopped by its button, and by Escape, and nothing else stops", async () => {
  const { page } = state;
  const path = join(state.folder, "long.ndjson");
  const records = Array.from({ length: 100_000 }, (_, row) => `{"id":${row},"kind":"k${row % 9}","note":"note number ${row}","more":{"a":${row},"b":[1,2]}}\n`).join("");
  for (let part = 0; part < 40; part += 1) appendFileSync(path, records);
  for (const stop of [() => page.getByRole("button", { name: "Cancel" }).click(), () => page.keyboard.press("Escape")]) {
    await startOpening(page, path);
    await page.getByRole("button", { name: "Cancel" }).waitFor();
    await stop();
    const outcome = await page.evaluate(() => window.__opening);
    assert.equal(outcome.refused?.code, "cancelled", JSON.stringify(outcome).slice(0, 200));
    assert.deepEqual(await rows(page, "select count(*) as n from apart"), [[40]]);
  }
});

test("a folder that is chosen or dropped is opened file by file, and its files are offered as one table", async () => {
  const { page } = state;
  const folder = join(state.folder, "months");
  mkdirSync(join(folder, "deeper"), { recursive: true });
  writeFileSync(join(folder, "sales_jan.csv"), "day,region,price\n2024-01-01,North,1\n2024-01-02,South,2\n");
  writeFileSync(join(folder, "sales_feb.csv"), "region,day,price\nNorth,2024-02-01,3\n");
  writeFileSync(join(folder, "deeper", "sales_mar.csv"), "day,region,price\n2024-03-01,East,4\n");
  writeFileSync(join(folder, ".hidden.csv"), "a\n1\n");
  await visit(page, "data");
  await dropOn(page, [folder]);
  await until("three datasets", async () => (await names(page)).filter((name) => name.startsWith("sales_")).length === 3);
  assert.ok(!(await names(page)).includes("hidden"));
  await page.getByRole("button", { name: /Make one table/ }).first().click();
  const dialog = page.getByRole("dialog", { name: /Make one table of 3/ });
  await dialog.waitFor();
  assert.equal(await dialog.getByRole("textbox", { name: "Name of the table" }).inputValue(), "sales");
  await dialog.getByRole("button", { name: "Make one table of 3" }).click();
  await until("one table", async () => (await names(page)).includes("sales"));
  assert.deepEqual(await rows(page, "select count(*) as n, count(distinct file) as files, sum(price) as p from sales"), [[4, 3, 10]]);
  assert.ok(!(await names(page)).some((name) => name.startsWith("sales_")), "the parts are still open");
});

test("a table is pasted from a spreadsheet program, from a web page and as text", async () => {
  const { page } = state;
  await visit(page, "data");
  const html = "<meta charset=utf-8><table><tr><th>city<th>size<tr><td>Paris, France<td>2.1<tr><td>Rome<br>Italy<td>2.8</table>";
  await paste(page, { "text/html": html, "text/plain": "city\tsize\nParis, France\t2.1\nRome Italy\t2.8" });
  await until("the table", async () => (await names(page)).includes("pasted"));
  assert.deepEqual(await rows(page, "select * from pasted order by size"), [["Paris, France", 2.1], ["Rome Italy", 2.8]]);
  await paste(page, { "text/plain": "a\tb\n1\tx\n2\ty\n" });
  await until("the second table", async () => (await names(page)).includes("pasted_2"));
  assert.deepEqual(await rows(page, "select * from pasted_2 order by a"), [[1, "x"], [2, "y"]]);
  await paste(page, { "text/plain": "only words" });
  await until("a word about it", async () => /no table on the clipboard/i.test(await announcements(page)));
});

test("what is pasted into a field stays there", async () => {
  const { page } = state;
  await visit(page, "ask");
  const before = (await names(page)).length;
  await page.getByRole("combobox").first().focus();
  await paste(page, { "text/plain": "c\td\n1\t2\n" }, "input");
  await page.waitForTimeout(300);
  assert.equal((await names(page)).length, before);
});

test("a link is opened by keyboard alone, from another site that allows it", async () => {
  const { page } = state;
  const other = await elsewhere();
  afterwards(other.close);
  state.other = other;
  await visit(page, "data");
  await page.getByRole("button", { name: "Open data" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "A link…" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Open a link" });
  await dialog.getByRole("textbox").fill(`${other.url}linked%20orders.csv`);
  await page.keyboard.press("Enter");
  await until("the dataset", async () => (await names(page)).includes("linked_orders"));
  assert.deepEqual(await rows(page, "select count(*) as n from linked_orders"), [[40]]);
  assert.ok(await dialog.isHidden());
  const asked = other.asked.at(-1);
  assert.equal(asked.cookie, undefined);
  assert.equal(asked.referer, undefined);
});

for (const [path, says] of [["missing.csv", /no file at this address/], ["private.csv", /signing in/], ["page", /web page/], ["closed.csv", /does not let other sites/]]) {
  test(`a link to ${path} says what is wrong, and stays to be put right`, async () => {
    const { page, other } = state;
    await visit(page, "data");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("open a link");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Open a link" });
    await dialog.getByRole("textbox").fill(other.url + path);
    await page.keyboard.press("Enter");
    const told = await dialog.getByRole("alert").innerText();
    assert.match(told, says);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  });
}

test("the page itself may still ask nobody", async () => {
  const { page, other } = state;
  const count = other.asked.length;
  const answer = await page.evaluate((url) => fetch(url).then(() => "came", () => "refused"), `${other.url}linked%20orders.csv`);
  assert.equal(answer, "refused");
  assert.equal(other.asked.length, count);
  state.browser.seen.violations.length = 0;
});

test("a large file that does not fit is asked about before it is read", { timeout: 180_000 }, async () => {
  const { page } = state;
  const path = join(state.folder, "big.csv");
  const line = (row) => `${row},customer number ${row},${row * 1.5}`;
  writeFileSync(path, `id,customer,price\n${Array.from({ length: 1_600_000 }, (_, row) => line(row)).join("\n")}\n`);
  await page.evaluate(seemLarge, 100e9);
  await visit(page, "data");
  await chooseFile(page, path);
  const dialog = page.getByRole("dialog", { name: /big\.csv/ });
  await dialog.waitFor();
  assert.match(await dialog.getByRole("status").innerText(), /takes about/);
  await dialog.getByRole("checkbox", { name: /customer/ }).uncheck();
  await dialog.getByRole("checkbox", { name: /sample/ }).check();
  await dialog.getByRole("textbox", { name: "Rows in the sample" }).fill("1000");
  await until("the verdict", async () => /It fits now/.test(await dialog.getByRole("status").innerText()));
  await dialog.getByRole("button", { name: "Open", exact: true }).click();
  await until("the dataset", async () => (await names(page)).includes("big"));
  const [big] = (await call(page, "datasets")).filter(({ name }) => name === "big");
  assert.deepEqual(big.columns.map(({ name }) => name), ["id", "price"]);
  assert.ok(big.rows > 500 && big.rows < 5_000, `${big.rows} rows`);
});

test("files opened by a script keep their report, and open no dialog", async () => {
  const { page } = state;
  await page.evaluate(() => window.sextant.open(new Blob(["a,b\n1,2\n3\n"]), { filename: "ragged.csv" }));
  await visit(page, "data/ragged");
  assert.equal(await page.getByRole("dialog").count(), 0);
});

async function names(page) {
  return (await call(page, "datasets")).map(({ name }) => name);
}

async function paste(page, texts, target = "body") {
  await page.evaluate(([texts, target]) => {
    const data = new DataTransfer();
    for (const [kind, text] of Object.entries(texts)) data.setData(kind, text);
    document.querySelector(target).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, [texts, target]);
}

/** Runs in the page: what the engine tells of the room that is left is made less. */
function seemLarge(bytes) {
  const engine = window.__workers.filter(({ lock }) => lock?.startsWith("sextant-")).at(-1);
  const hear = engine.onmessage;
  engine.onmessage = ({ data }) => {
    const message = data.message?.replace(/"peak_bytes":\d+/, `"peak_bytes":${bytes}`);
    hear.call(engine, new MessageEvent("message", { data: { ...data, message } }));
  };
}

/** Another site: some of its files may be fetched from everywhere. */
async function elsewhere() {
  const asked = [];
  const orders = readFileSync(data("orders.csv"));
  const open = { "access-control-allow-origin": "*" };
  const server = http.createServer((request, response) => {
    asked.push(request.headers);
    const answers = {
      "/linked%20orders.csv": [200, { ...open, "content-type": "text/csv" }, orders],
      "/private.csv": [403, open, "no"],
      "/page": [200, { ...open, "content-type": "text/html" }, "<!doctype html><title>Not a file</title>"],
      "/closed.csv": [200, {}, orders],
    };
    const [status, headers, body] = answers[request.url] ?? [404, open, "not here"];
    response.writeHead(status, headers).end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const close = () => new Promise((done) => { server.closeAllConnections(); server.close(done); });
  return { url: `http://127.0.0.1:${server.address().port}/`, asked, close };
}
