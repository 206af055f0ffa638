// Pictures of every kind of chart on real data, light and dark, several to a sheet.
//   node gallery.mjs FOLDER [--dist DIR] [--only PART-OF-NAME] [--options FILE]
// With --options the charts were drawn natively (app/engine/examples/gallery.rs) and no built app is needed.
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { fileURLToPath, pathToFileURL } from "node:url";
import { askInWords, call, openApp, openFile, visit } from "./app.mjs";
import { showAs } from "./building.mjs";
import { afterwards, runCases } from "./cases.mjs";
import { launch } from "./chromium.mjs";
import { flightsFile } from "./flights.mjs";
import { serve } from "./site.mjs";
import { worldMap } from "../../app/build/world.mjs";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const PER_SHEET = 12;
const THEMES = ["light", "dark"];
// The kinds that the app lays out itself, asked for in words.
const LAID_OUT = [
  { name: "pivot", words: "average arr_delay by carrier and month", kind: "Pivot" },
  { name: "spark_table", words: "total unemployed_thousands by industry and month", kind: "Table of lines" },
  { name: "kpi", words: "total unemployed_thousands by month", kind: "Figure" },
  { name: "table", words: "average dep_delay by origin", kind: "Table" },
];
const SHEET = { width: 1500, height: 1480 };

/** Every case of gallery/*.json: { name, data, question, chart }. */
export function galleryCases() {
  const files = readdirSync(at("gallery")).filter((name) => name.endsWith(".json")).sort();
  return files.flatMap((name) => JSON.parse(readFileSync(at(`gallery/${name}`), "utf8")));
}

/** The cases with their options, worked out by the app in `page`. */
export async function drawnBy(page, cases) {
  for (const data of new Set(cases.map((each) => each.data))) {
    await openFile(page, data === "flights" ? flightsFile() : at(`../../public/samples/${data}.csv`));
  }
  const drawn = [];
  for (const each of cases) {
    const option = await call(page, "option", { title: each.name, question: each.question, chart: each.chart });
    drawn.push(option?.refused ? { ...each, problem: option.refused.message } : { ...each, option });
  }
  return drawn;
}

const LAYOUT = "body{display:grid!important;grid-template-columns:repeat(3,1fr);gap:16px;margin:16px;background:var(--ground);color:var(--ink);font:13px var(--font);height:auto;overflow:visible}"
  + "figure{margin:0;padding:12px;background:var(--surface);border:1px solid var(--line);border-radius:10px}figure div{height:280px}figcaption{margin-bottom:8px;font-weight:600}small{display:block;color:var(--ink-3);height:16px;overflow:hidden}";

/** The built app's own bridge, on its own page. */
export async function useAppAsSheet(page) {
  await page.evaluate(async () => void (window.sextantChart = await window.sextantLoad("chart")));
  await page.addStyleTag({ content: LAYOUT });
}

/** A page with nothing but the charts' bridge and the page's tokens; maps need the built app. */
export async function openSheet(page) {
  const { build } = createRequire(at("../../app/bridge/package.json"))("esbuild");
  const bundled = await build({ entryPoints: [at("../../app/bridge/chart.js")], bundle: true, write: false, format: "iife", globalName: "sextantChart", target: "es2022", external: ["canvg", "dompurify", "html2canvas"] });
  const tokens = readFileSync(at("../../style/tokens.css"), "utf8");
  const world = encodeURIComponent(JSON.stringify(await worldMap())).replaceAll("'", "%27");
  await page.setContent(`<!doctype html><meta name='sextant-world' content='data:application/json,${world}'><style>${tokens}${LAYOUT}</style><body></body>`);
  await page.addScriptTag({ content: bundled.outputFiles[0].text });
}

/** Draws the cases on the sheet; says for each whether anything was painted. */
export function drawSheet(page, cases, theme) {
  return page.evaluate(async ([cases, theme]) => {
    document.documentElement.dataset.theme = theme;
    document.body.replaceChildren();
    const painted = [];
    for (const { name, option, problem, notes = [] } of cases) {
      const figure = document.createElement("figure");
      const caption = Object.assign(document.createElement("figcaption"), { textContent: name });
      const plot = document.createElement("div");
      const foot = Object.assign(document.createElement("small"), { textContent: problem ?? notes.join(" · ") });
      figure.append(caption, plot, foot);
      document.body.append(figure);
      if (option) await window.sextantChart.set(window.sextantChart.create(plot, theme === "dark"), JSON.stringify(option));
      await new Promise(requestAnimationFrame);
      painted.push({ name, colors: option && plot.querySelector("canvas") ? colorsOf(plot) : 0, problem: problem ?? null });
    }
    return painted;

    function colorsOf(plot) {
      const canvas = plot.querySelector("canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      for (let place = 0; place < data.length; place += 4) if (data[place + 3] > 200) seen.add((data[place] << 16) | (data[place + 1] << 8) | data[place + 2]);
      return seen.size;
    }
  }, [cases, theme]);
}

async function main() {
  const { values, positionals: [folder] } = parseArgs({
    allowPositionals: true,
    options: { dist: { type: "string", default: at("../../dist") }, only: { type: "string", default: "" }, options: { type: "string" } },
  });
  if (!folder || !(values.options || existsSync(`${values.dist}/index.html`))) {
    console.error("name the folder for the pictures, and build the app first or give --options: node gallery.mjs FOLDER");
    process.exit(2);
  }
  mkdirSync(folder, { recursive: true });
  const wanted = (each) => each.name.includes(values.only);
  const { page } = await launch({ viewport: SHEET });
  const drawn = values.options ? JSON.parse(readFileSync(values.options, "utf8")).filter(wanted) : await inApp(page, values.dist, galleryCases().filter(wanted));
  if (!values.options) await cardPictures(page, folder, wanted);
  await (values.options ? openSheet(page) : useAppAsSheet(page));
  for (let first = 0; first < drawn.length; first += PER_SHEET) await pictures(page, folder, drawn.slice(first, first + PER_SHEET), first / PER_SHEET + 1);
  await runCases("", "");
  process.exit(0);
}

async function cardPictures(page, folder, wanted) {
  if (!LAID_OUT.some(wanted)) return;
  const cards = await laidOut(page);
  for (const theme of THEMES) {
    await page.evaluate((theme) => void (document.documentElement.dataset.theme = theme), theme);
    // Colours fade into each other.
    await page.waitForTimeout(500);
    for (const { name, card } of cards) {
      const path = `${folder}/${name}-${theme}.png`;
      await card.screenshot({ path });
      console.log(path);
    }
  }
}

async function inApp(page, dist, cases) {
  const site = await serve(dist);
  await openApp(page, site.url);
  const drawn = await drawnBy(page, cases);
  // The bridge loads its rarer parts while it draws.
  afterwards(site.close);
  return drawn;
}

/** The cards of the kinds that the app lays out itself, asked for in words: { name, card }. */
export async function laidOut(page) {
  await visit(page, "ask");
  const cards = [];
  for (const { name, words, kind } of LAID_OUT) {
    const card = await askInWords(page, words);
    await showAs(card, kind);
    cards.push({ name, card });
  }
  return cards;
}

/** The sheet as a picture, with the place of each figure on it. */
export async function sheetPicture(page) {
  const figures = await page.evaluate(() => [...document.querySelectorAll("figure")].map((figure) => {
    const { x, y, width, height } = figure.getBoundingClientRect();
    return { name: figure.querySelector("figcaption").textContent, x: x + scrollX, y: y + scrollY, width, height };
  }));
  return { figures, picture: await page.screenshot({ fullPage: true }) };
}

async function pictures(page, folder, cases, number) {
  for (const theme of THEMES) {
    const painted = await drawSheet(page, cases.filter((each) => each.option !== null), theme);
    for (const { name, problem, colors } of painted) if (problem || colors < 3) console.log(`${name}: ${problem ?? "nothing was painted"}`);
    const path = `${folder}/${number}-${theme}.png`;
    await page.screenshot({ path, fullPage: true });
    console.log(path);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
