// A sample of the corpus of nasty files, in the browser: every ninth file becomes the table that it becomes natively.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { call, openApp, openFile } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { dist } from "./folders.mjs";
import { serve } from "./site.mjs";

const EACH = 9;
const root = fileURLToPath(new URL("../..", import.meta.url));

test("a sample of nasty files becomes the tables that a person would make of them", { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "sextant-corpus-"));
  afterwards(async () => rmSync(folder, { recursive: true, force: true }));
  execFileSync("cargo", ["run", "-q", "-p", "tests", "--example", "corpus", "--", folder], { cwd: root });
  const cases = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")).filter((_, index) => index % EACH === 0);
  const site = await serve(dist());
  afterwards(site.close);
  const { page } = await launch();
  await openApp(page, site.url);
  const wrong = [];
  for (const { file, about, table } of cases) {
    const found = await shown(page, join(folder, file));
    if (found !== table) wrong.push(`${file}: ${about}\nexpected\n${table}found\n${found}`);
  }
  assert.ok(cases.length >= 50, `${cases.length} files`);
  assert.equal(wrong.length, 0, `${wrong.length} of ${cases.length} are different\n${wrong.join("\n")}`);
});

/** The tables of a file as the manifest shows them. */
async function shown(page, path) {
  const opened = await openFile(page, path);
  if (!opened.datasets) return `refused: ${opened.refused.message}\n`;
  const tables = [];
  for (const { name } of opened.datasets) {
    const { columns, rows } = await call(page, "query", { from: name, limit: 1000 });
    const head = columns.map((column) => `${escaped(column.name)} ${column.type}`).join(" | ");
    const lines = rows.map((row) => row.map((cell) => (cell === null ? "∅" : escaped(String(cell)))).join(" | ").trim());
    tables.push([head, ...lines].map((line) => `${line}\n`).join(""));
    await call(page, "close", name);
  }
  return tables.join("---\n");
}

const escaped = (text) => text.replaceAll("\r", "␍").replaceAll("\n", "⏎").replaceAll("\t", "⇥");
