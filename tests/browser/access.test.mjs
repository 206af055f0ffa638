// axe-core in every place, in both themes, on a desktop and a phone; plus what a machine can see of the interface's rules.
import assert from "node:assert/strict";
import { openApp } from "./app.mjs";
import { findings } from "./axe.mjs";
import { afterwards, test } from "./cases.mjs";
import { DESKTOP, launch, PHONE } from "./chromium.mjs";
import { dist } from "./folders.mjs";
import { furnish, goTo, PLACES } from "./places.mjs";
import { serve } from "./site.mjs";

const state = {};

test("the first page, before any file", async () => {
  state.site = await serve(dist());
  afterwards(state.site.close);
  for (const theme of ["light", "dark"]) {
    const browser = await launch({ theme });
    await openApp(browser.page, state.site.url);
    assert.deepEqual(await findings(browser.page), []);
    await browser.close();
  }
});

for (const [device, viewport] of [["desktop", DESKTOP], ["phone", PHONE]]) {
  for (const theme of ["light", "dark"]) {
    test(`every place on a ${device}, ${theme}`, { timeout: 240_000 }, async () => {
      const browser = await launch({ theme, viewport, touch: device === "phone" });
      const { page } = browser;
      await furnish(page, state.site.url);
      const found = [];
      for (const place of PLACES) {
        await goTo(page, place);
        for (const finding of await findings(page)) found.push(`${place}: ${finding}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) found.push(`${place}: ${wide} pixels wider than the screen`);
      }
      await browser.close();
      assert.deepEqual(found, []);
    });
  }
}
