// From a sub-path of a server that only sends files, under the strict policy: no violation, not one request to elsewhere.
import assert from "node:assert/strict";
import { askInWords, assertQuiet, call, chooseFile, openApp, rows, until, visit } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch, newProfile } from "./chromium.mjs";
import { flightsFile, ROWS } from "./flights.mjs";
import { dist } from "./folders.mjs";
import { serve, STRICT_POLICY } from "./site.mjs";

const PLACES = ["ask", "data", "dashboards", "sql"];
const state = {};

test("the app opens below /bi/ and works there", { timeout: 180_000 }, async () => {
  state.site = await serve(dist(), { base: "/bi/", headers: { "content-security-policy": STRICT_POLICY } });
  afterwards(state.site.close);
  state.profile = newProfile();
  state.browser = await launch({ profile: state.profile });
  const { page } = state.browser;
  await openApp(page, state.site.url);
  await chooseFile(page, flightsFile());
  await until("the dataset", async () => (await call(page, "datasets")).length);
  assert.deepEqual(await rows(page, "select count(*) as n from flights"), [[ROWS]]);
  await askInWords(page, "average arrival delay by carrier");
  // Long enough to read the answer, and for the data to be stored.
  await page.waitForTimeout(3000);
});

test("every place survives a reload there", async () => {
  const { page } = state.browser;
  for (const place of PLACES) {
    await visit(page, place);
    await page.reload();
    await until("window.sextant", () => page.evaluate(() => Boolean(window.sextant)));
    await page.evaluate(() => window.sextant.ready);
    assert.ok((await page.evaluate(() => location.hash)).startsWith(`#/${place}`));
    await page.getByRole("main").waitFor();
  }
});

test("what was asked for lies below /bi/, and was there", () => {
  const strays = state.site.log.filter(({ path, status }) => !path.startsWith("/bi/") || status >= 400);
  assert.deepEqual(strays, []);
});

test("no violation, no error in the console, no request to elsewhere", () => assertQuiet(state.browser.seen));

test("offline from the second visit, below /bi/ too", { timeout: 120_000 }, async () => {
  await until("the app to be stored", () => state.browser.page.evaluate(async () => Boolean((await navigator.serviceWorker.ready).active)));
  await state.browser.close();
  await state.site.close();
  state.browser = await launch({ profile: state.profile });
  const { page } = state.browser;
  await openApp(page, state.site.url);
  await until("the dataset", async () => (await call(page, "datasets")).length);
  assert.deepEqual(await rows(page, "select count(*) as n from flights"), [[ROWS]]);
  assertQuiet(state.browser.seen);
});
