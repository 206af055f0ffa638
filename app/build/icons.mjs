// Rasterises the app's icon with Chromium: node app/build/icons.mjs, whenever public/icons/sextant.svg changes.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const icons = fileURLToPath(new URL("../../public/icons/", import.meta.url));
const mark = readFileSync(join(icons, "sextant.svg"), "utf8");
// A mask may cut a fifth off each edge, so the maskable icon is square and its glyph smaller.
const maskable = mark.replace(' rx="11"', "").replace("translate(8 9)", "translate(11.2 11.9) scale(.8)");
const drawings = [[mark, 180], [mark, 192], [mark, 512], [maskable, 512, "maskable-"]];

for (const [svg, size, prefix = ""] of drawings) {
  const folder = mkdtempSync(join(tmpdir(), "icon-"));
  const page = join(folder, "icon.html");
  writeFileSync(page, `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  execFileSync(process.env.CHROMIUM ?? "chromium", ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--default-background-color=00000000",
    `--user-data-dir=${folder}`, `--window-size=${size},${size}`, `--screenshot=${join(icons, `sextant-${prefix}${size}.png`)}`, `file://${page}`], { stdio: "ignore" });
  rmSync(folder, { recursive: true, force: true });
}
