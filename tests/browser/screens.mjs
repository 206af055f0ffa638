// Pictures of every place, desktop and phone, light and dark.
//   node screens.mjs FOLDER [--dist DIR] [--small]     (--small: the small table instead of the flights)
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { openApp } from "./app.mjs";
import { runCases } from "./cases.mjs";
import { DESKTOP, launch, PHONE } from "./chromium.mjs";
import { furnish, goTo, PLACES } from "./places.mjs";
import { serve } from "./site.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dist: { type: "string", default: fileURLToPath(new URL("../../dist", import.meta.url)) }, small: { type: "boolean", default: false } },
});
const [folder] = positionals;
if (!folder) {
  console.error("name the folder for the pictures: node screens.mjs FOLDER");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const site = await serve(values.dist);
for (const [device, viewport] of [["desktop", DESKTOP], ["phone", PHONE]]) {
  for (const theme of ["light", "dark"]) await pictures(device, viewport, theme);
}
await runCases("", "");
await site.close();
process.exit(0);

async function pictures(device, viewport, theme) {
  const { page, close } = await launch({ viewport, theme, touch: device === "phone" });
  const shoot = async (place) => {
    const path = `${folder}/${place}-${device}-${theme}.png`;
    await page.screenshot({ path });
    console.log(path);
  };
  await openApp(page, site.url);
  await page.waitForTimeout(500);
  await shoot("first");
  await furnish(page, site.url, { large: !values.small });
  for (const place of PLACES) {
    await goTo(page, place);
    await shoot(place);
  }
  await close();
}
