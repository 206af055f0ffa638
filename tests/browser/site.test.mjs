// The built site as files: what it names is there, nothing runs inline, nothing names another site.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { test } from "./cases.mjs";
import { dist } from "./folders.mjs";
import { STRICT_POLICY } from "./site.mjs";

// Everything that is kept for offline: the fonts and the library of PDFs and the viewer of shared pages too.
const FIRST_VISIT_BYTES = 8_600_000;
const read = (name) => readFileSync(join(dist(), name), "utf8");
const all = () => readdirSync(dist(), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));

test("the page has the strict policy, nothing inline that runs, and names files that are there", () => {
  const page = read("index.html");
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/i.exec(page)?.[1] ?? "";
  for (const part of STRICT_POLICY.split("; ")) assert.ok(policy.includes(part), `the policy lacks ${part}`);
  assert.doesNotMatch(policy, /unsafe-eval'.*unsafe-eval|'unsafe-eval'|https?:/);
  assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)[^>]*>\s*\S/i);
  assert.doesNotMatch(page, /\son\w+\s*=\s*["']/i);
  const named = [...page.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, address]) => address);
  for (const address of named) assert.ok(existsSync(join(dist(), address.replace(/^\//, ""))), `${address} is not there`);
});

test("what works offline is listed, and is there", () => {
  const worker = read("sw.js");
  assert.match(worker, /const BUILD = "[0-9a-f]+"/);
  const lists = [...worker.matchAll(/^const (SHELL|ENGINE) = (\[.*\]);$/gm)].map(([, , list]) => JSON.parse(list));
  assert.equal(lists.length, 2);
  for (const name of lists.flat()) assert.ok(name === "./" || existsSync(join(dist(), name)), `${name} is not there`);
  const kept = new Set(lists.flat());
  for (const path of all().filter((path) => /\.(js|css|wasm|woff2)$/.test(path) && !path.endsWith("sw.js"))) {
    assert.ok(kept.has(path.slice(dist().length).replace(/^\/+/, "")), `${path} is not kept for offline use`);
  }
});

test("files that are cached for good have their content's hash in their names", () => {
  const plain = all().filter((path) => /\.(js|css|wasm)$/.test(path)).map((path) => path.split("/").at(-1)).filter((name) => name !== "sw.js");
  for (const name of plain) assert.match(name, /-[0-9a-f]{8,}\.\w+$/);
});

test("the manifest can be installed, and opens files", () => {
  const manifest = JSON.parse(read("manifest.webmanifest"));
  for (const size of ["192x192", "512x512"]) assert.ok(manifest.icons.some(({ sizes }) => sizes === size), `no icon of ${size}`);
  assert.ok(manifest.icons.some(({ purpose }) => purpose?.includes("maskable")));
  for (const { src } of manifest.icons) assert.ok(existsSync(join(dist(), src)), src);
  assert.deepEqual([manifest.display, manifest.start_url], ["standalone", "./"]);
  const handled = manifest.file_handlers.flatMap(({ accept }) => Object.values(accept).flat());
  for (const ending of [".csv", ".tsv", ".json", ".ndjson", ".parquet", ".arrow", ".feather", ".xlsx"]) assert.ok(handled.includes(ending), ending);
});

test("compressed files hold the same, and a first visit is small", () => {
  const compressed = all().filter((path) => path.endsWith(".br") || path.endsWith(".gz"));
  if (!compressed.length) return console.log("        this build is not compressed: make dist");
  for (const path of compressed) {
    const held = path.endsWith(".br") ? brotliDecompressSync(readFileSync(path)) : gunzipSync(readFileSync(path));
    assert.ok(held.equals(readFileSync(path.slice(0, -3))), path);
  }
  const sent = all().filter((path) => !/\.(br|gz)$/.test(path)).map((path) => statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size);
  const total = sent.reduce((sum, size) => sum + size, 0);
  assert.ok(total <= FIRST_VISIT_BYTES, `everything is ${(total / 1e6).toFixed(2)} MB`);
});
