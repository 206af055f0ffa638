// What is kept: through a crash while it is being written, with no room left, and over a new version.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { announcements, call, openApp, openFile, rows, until } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { flightsFile, ROWS } from "./flights.mjs";
import { data, dist } from "./folders.mjs";
import { serve } from "./site.mjs";

test("a reload in the middle of storing loses nothing that was there", { timeout: 180_000 }, async () => {
  const { page, url } = await start();
  await openFile(page, data("orders.csv"));
  await page.waitForTimeout(3000);
  await openFile(page, flightsFile());
  await page.reload();
  await openApp(page, url);
  const names = (await call(page, "datasets")).map(({ name }) => name);
  assert.ok(names.includes("orders"), names.join());
  for (const name of names) assert.deepEqual(await rows(page, `select count(*) as n from ${name}`), [[name === "orders" ? 40 : ROWS]]);
});

test("without room the data stays open, and the user is told", { timeout: 180_000 }, async () => {
  const { page, url } = await start();
  await until("the app to be stored", () => page.evaluate(async () => Boolean((await navigator.serviceWorker.ready).active)));
  // The browser remembers for a while how much room there was, so it is told before the first dataset is written.
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(url);
  const { usage } = await session.send("Storage.getUsageAndQuota", { origin });
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: usage + 2_000_000 });
  await openFile(page, data("orders.csv"));
  await page.waitForTimeout(3000);
  const { datasets } = await openFile(page, flightsFile());
  assert.equal(datasets[0].rows, ROWS);
  await until("the message", async () => /room|space|full|quota/i.test(await announcements(page)));
  assert.deepEqual(await rows(page, "select count(*) as n from flights"), [[ROWS]]);
  await page.reload();
  await openApp(page, url);
  assert.deepEqual(await rows(page, "select count(*) as n from orders"), [[40]]);
});

test("a new version is offered, and taken when the user says so", { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "sextant-site-"));
  afterwards(() => rm(folder, { recursive: true, force: true }));
  cpSync(dist(), folder, { recursive: true });
  const { page, url } = await start(folder);
  await openFile(page, data("orders.csv"));
  await until("the app to be stored", () => page.evaluate(async () => Boolean((await navigator.serviceWorker.ready).active)));
  await page.reload();
  await openApp(page, url);

  change(join(folder, "sw.js"), /const BUILD = "[^"]*"/, 'const BUILD = "abcdef012345"');
  change(join(folder, "index.html"), "<title>", '<meta name="test-version" content="2"><title>');
  await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration()).update()));
  const offer = page.getByRole("button", { name: /update|reload|new version/i }).first();
  await offer.waitFor();
  assert.equal(await page.locator('meta[name="test-version"]').count(), 0);
  await offer.click();
  await until("the new version", async () => await page.locator('meta[name="test-version"]').count());
  await openApp(page, url);
  assert.deepEqual(await rows(page, "select count(*) as n from orders"), [[40]]);
});

async function start(folder = dist()) {
  const site = await serve(folder);
  afterwards(site.close);
  const { page } = await launch();
  await openApp(page, site.url);
  return { page, url: site.url };
}

function change(path, from, to) {
  const before = readFileSync(path, "utf8");
  const after = before.replace(from, to);
  assert.notEqual(after, before, path);
  writeFileSync(path, after);
}
