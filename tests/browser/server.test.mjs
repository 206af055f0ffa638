// The same page from the real server: it works the same, and the server's header asks for no less than the page's.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { askInWords, assertQuiet, openApp, openFile, rows, until } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { data, dist } from "./folders.mjs";

const state = {};

test("sextant-server starts with nothing configured but where the app lies", async () => {
  const port = await freePort();
  state.url = `http://127.0.0.1:${port}/`;
  const program = serverPath();
  assert.ok(program && existsSync(program), "build the server first (cargo build -p server), or name it with SEXTANT_SERVER");
  const child = spawn(program, { env: { PATH: process.env.PATH, SEXTANT_ADDRESS: `127.0.0.1:${port}`, SEXTANT_DIST: resolve(dist()) }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  afterwards(async () => void child.kill());
  await until("the server", async () => {
    if (child.exitCode !== null) throw new Error(`it stopped with ${child.exitCode}: ${said}`);
    return (await fetch(`${state.url}readyz`)).ok;
  }, 15_000);
});

test("it sends the app with types, compression and a policy", async () => {
  const page = await fetch(state.url);
  assert.equal(page.status, 200);
  assert.match(page.headers.get("content-type"), /^text\/html/);
  assert.match(page.headers.get("content-security-policy"), /script-src 'self' 'wasm-unsafe-eval'/);
  assert.equal(page.headers.get("x-content-type-options"), "nosniff");
  for (const path of ["healthz", "readyz", "openapi.json"]) assert.equal((await fetch(state.url + path)).status, 200, path);
  assert.equal((await fetch(`${state.url}nothing-here.js`)).status, 404);
});

test("the page works there, and nothing violates the policy", async () => {
  const { page, seen } = await launch();
  await openApp(page, state.url);
  const { datasets } = await openFile(page, data("orders.csv"));
  assert.equal(datasets[0].rows, 40);
  assert.deepEqual(await rows(page, "select count(*) as n from orders"), [[40]]);
  await askInWords(page, "total price by region");
  assertQuiet(seen);
});

function serverPath() {
  if (process.env.SEXTANT_SERVER) return process.env.SEXTANT_SERVER;
  const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../target", import.meta.url));
  return ["release", "debug"].map((profile) => `${target}/${profile}/sextant-server`).find(existsSync);
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
