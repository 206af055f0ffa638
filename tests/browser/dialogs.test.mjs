// Every screen, dialog, menu and panel of openings.mjs: axe-core in both themes, on a desktop and a phone; where the focus goes; nothing wider than the screen.
import assert from "node:assert/strict";
import { openApp, until } from "./app.mjs";
import { findings } from "./axe.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch, PHONE } from "./chromium.mjs";
import { dist } from "./folders.mjs";
import { clear, goThere, OVER, prepare, SCREENS } from "./openings.mjs";
import { serve } from "./site.mjs";

const DESKTOP = { width: 1440, height: 900 };
/** The newest dialog or menu that is open. */
const OPEN = "dialog[open], .menu:popover-open, .endings:not([hidden])";

for (const [device, viewport] of [["desktop", DESKTOP], ["phone", PHONE]]) {
  test(`every screen, dialog and menu on a ${device}`, { timeout: 300_000 }, async () => {
    const site = await serve(dist());
    afterwards(site.close);
    const { page, close } = await launch({ viewport, touch: device === "phone" });
    page.setDefaultTimeout(10_000);
    await prepare(page, site.url);
    const found = [];
    for (const screen of SCREENS) await visited(page, screen, found);
    for (const one of OVER) await opened(page, one, found);
    await close();
    assert.deepEqual(found, []);
  });
}

async function visited(page, screen, found) {
  const told = (what) => found.push(`${screen.name}: ${what}`);
  try {
    await goThere(page, screen.at);
    await screen.open?.(page);
    await clear(page);
    for (const what of await wrong(page)) told(what);
    await screen.close?.(page);
  } catch (problem) {
    told(problem.message.split("\n")[0]);
  }
}

async function opened(page, one, found) {
  const told = (what) => found.push(`${one.name}: ${what}`);
  try {
    await goThere(page, one.at);
    await page.locator("main").click({ position: { x: 2, y: 2 } });
    await one.open(page);
    await page.locator(OPEN).last().waitFor();
    for (const what of await wrong(page, OPEN)) told(what);
    if (!(await page.evaluate(isFocusInside, OPEN))) told("the focus is not in it");
    await leave(page, told);
    // A menu gives the focus back once it is told that it is closed.
    const isThere = () => page.evaluate(() => document.activeElement !== document.body);
    if (one.returns !== false && (await until("the focus to come back", isThere, 2_000).then(() => false, () => true))) told("the focus is lost");
  } catch (problem) {
    told(problem.message.split("\n")[0]);
    await leave(page, () => {});
  }
}

/** Escape closes what is open; a page of a menu goes with its menu. */
async function leave(page, told) {
  await page.keyboard.press("Escape");
  const gone = () => page.evaluate((open) => !document.querySelector(open), OPEN);
  if (await until("it to close", gone, 2_000).then(() => false, () => true)) {
    told("Escape does not close it");
    await openApp(page, page.url().split("#")[0]);
  }
}

/** What is wrong with the page, or with the part of it that is open, in both themes. */
async function wrong(page, part) {
  const all = [];
  const look = async () => {
    const theme = await page.evaluate(() => document.documentElement.dataset.theme);
    for (const finding of await findings(page, part)) all.push(`${theme}: ${finding}`);
    return theme;
  };
  const other = (await look()) === "dark" ? "light" : "dark";
  await page.evaluate(wear, other);
  await look();
  return [...all, ...(await page.evaluate(looked, part ?? "main"))];
}

/** Runs in the page: the other theme, without the colours fading. */
async function wear(theme) {
  if (!document.adoptedStyleSheets.length) {
    const still = new CSSStyleSheet();
    still.replaceSync("*, *::before, *::after { transition: none !important }");
    document.adoptedStyleSheets = [still];
  }
  document.documentElement.setAttribute("data-theme", theme);
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}

/** Runs in the page: what a person would see at once. */
function looked(part) {
  const whole = document.documentElement;
  const wrong = [];
  if (whole.scrollWidth > innerWidth) wrong.push(`the page is ${whole.scrollWidth - innerWidth} pixels wider than the screen`);
  const open = [...document.querySelectorAll(part)].at(-1);
  if (!open) return [...wrong, "it is not there"];
  const { left, right, top, bottom } = open.getBoundingClientRect();
  if (left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1) wrong.push(`it leaves the screen: ${[left, right, top, bottom].map(Math.round)}`);
  if (!open.checkVisibility({ opacityProperty: true, visibilityProperty: true })) wrong.push("it cannot be seen");
  if (part !== "main" && open.scrollWidth > open.clientWidth + 1) wrong.push(`its content is ${open.scrollWidth - open.clientWidth} pixels wider than it`);
  const nameless = [...open.querySelectorAll("button, a[href], input, select, textarea")].filter((control) => {
    const said = control.getAttribute("aria-label") || control.getAttribute("aria-labelledby") || control.title || control.textContent.trim() || control.labels?.[0]?.textContent.trim();
    return control.checkVisibility() && !said && control.getAttribute("aria-hidden") !== "true";
  });
  for (const control of nameless) wrong.push(`no name: ${control.outerHTML.slice(0, 90)}`);
  return wrong;
}

function isFocusInside(open) {
  const newest = [...document.querySelectorAll(open)].at(-1);
  const focused = document.activeElement;
  return newest?.contains(focused) || focused?.getAttribute("aria-expanded") === "true";
}
