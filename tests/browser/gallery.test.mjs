// Every chart of the gallery is drawn by the built app from real data, in both themes, without a complaint.
import assert from "node:assert/strict";
import { assertQuiet, openApp } from "./app.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { dist } from "./folders.mjs";
import { drawnBy, drawSheet, galleryCases, useAppAsSheet } from "./gallery.mjs";
import { serve } from "./site.mjs";

test("every kind of the gallery is painted, light and dark", async () => {
  const site = await serve(dist());
  afterwards(site.close);
  const app = await launch();
  await openApp(app.page, site.url);
  const drawn = await drawnBy(app.page, galleryCases());
  assertQuiet(app.seen);
  assert.deepEqual(drawn.filter(({ problem }) => problem).map(({ name, problem }) => `${name}: ${problem}`), []);
  await useAppAsSheet(app.page);
  for (const theme of ["light", "dark"]) {
    const painted = await drawSheet(app.page, drawn.filter(({ option }) => option), theme);
    assert.ok(painted.length > 30, `${painted.length} charts`);
    assert.deepEqual(painted.filter(({ colors }) => colors < 4).map(({ name }) => name), [], `blank in ${theme}`);
  }
  assertQuiet(app.seen);
});
