// The app as a person uses it (fields, buttons, links) and as a script does (window.sextant).
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

const WAIT_MS = 60_000;

/** Calls `probe` until it gives something true. A refused evaluation while the page loads counts as not yet. */
export async function until(what, probe, timeout = WAIT_MS) {
  const end = performance.now() + timeout;
  let last;
  while (performance.now() < end) {
    const found = await probe().catch((problem) => void (last = problem));
    if (found) return found;
    await pause(50);
  }
  throw new Error(`waited ${timeout / 1000} s for ${what}${last ? `; last: ${last.message}` : ""}`);
}

/** Opens the app and waits until the engine can take a file. */
export async function openApp(page, url) {
  await page.goto(url);
  await until("window.sextant", () => page.evaluate(() => typeof window.sextant === "object"));
  await page.evaluate(() => window.sextant.ready);
}

/** Goes to a place by its address in the fragment. */
export async function visit(page, place) {
  await page.evaluate((hash) => void (location.hash = hash), `#/${place}`);
  await until(`the place ${place}`, () => page.evaluate((hash) => location.hash.startsWith(hash), `#/${place}`));
}

/** Calls a member of window.sextant; a refusal comes back as { refused: { code, message, hint, isError } }. */
export async function call(page, member, ...given) {
  return page.evaluate(
    async ([member, given]) => {
      try {
        return await window.sextant[member](...given);
      } catch (problem) {
        const { code, message, hint } = problem ?? {};
        return { refused: { code, message, hint, isError: problem instanceof Error } };
      }
    },
    [member, given],
  );
}

/** Rows of a SQL statement; fails the test when it is refused. */
export async function rows(page, statement) {
  const table = await call(page, "sql", statement);
  assert.ok(table.rows, `${statement}: ${JSON.stringify(table.refused)}`);
  return table.rows;
}

/** Opens files from disk through window.sextant. `path` is a path, or { name, mimeType, buffer }. */
export async function openFile(page, path, options = {}) {
  const handle = await startOpening(page, path, options);
  return page.evaluate(() => window.__opening);
}

/** Begins to open a file and does not wait: the outcome is in window.__opening. */
export async function startOpening(page, path, options = {}) {
  await page.evaluate(() => {
    document.getElementById("test-file")?.remove();
    document.body.append(Object.assign(document.createElement("input"), { type: "file", id: "test-file", hidden: true }));
  });
  await page.locator("#test-file").setInputFiles(path);
  await page.evaluate((options) => {
    const input = document.getElementById("test-file");
    window.__opening = window.sextant.open(input.files[0], options).catch(({ code, message, hint }) => ({ refused: { code, message, hint } }));
    window.__opening.finally(() => input.remove());
  }, options);
}

/** Chooses a file with the app's own file input. */
export async function chooseFile(page, path) {
  await page.locator("input[type=file]:not(#test-file)").first().setInputFiles(path);
}

/** Drops what lies at `paths` (files or folders) on the page, as the system's file manager does. */
export async function dropOn(page, paths) {
  const session = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize();
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: width / 2, y: height / 2, data });
  }
  await session.detach();
}

export const questionField = (page) => page.getByRole("combobox", { name: /ask/i }).or(page.getByRole("textbox", { name: /ask/i })).first();

/** Types a question and waits for the newest answer; returns its card. */
export async function askInWords(page, words) {
  const cards = answerCards(page);
  const before = await cards.count();
  const field = questionField(page);
  await field.fill(words);
  await field.press("Enter");
  await until(`an answer to "${words}"`, async () => (await cards.count()) > before);
  const card = await newest(page, words);
  await until("its chart", async () => await card.locator("canvas, svg, table, [role=img]").count());
  return card;
}

const answerCards = (page) => page.getByRole("article");

async function newest(page, words) {
  const cards = answerCards(page);
  const told = cards.filter({ hasText: new RegExp(words, "i") });
  return (await told.count()) ? told.first() : cards.last();
}

/** The cells of the table view of a card or tile, header first. */
export async function tableCells(card) {
  if (!(await card.getByRole("table").count())) await card.getByRole("button", { name: "Table" }).first().click();
  const table = card.getByRole("table").first();
  await table.waitFor();
  return table.evaluate((element) =>
    [...element.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.innerText.trim())),
  );
}

/** A number as a person writes it: grouping, a true minus sign, a unit after it. */
export function readNumber(text) {
  const plain = text.replaceAll("−", "-").replaceAll(",", "").replaceAll("\u202f", "").match(/-?\d+(\.\d+)?/);
  return plain ? Number(plain[0]) : NaN;
}

/** What the page tells in its live regions. */
export async function announcements(page) {
  return page.evaluate(() => [...document.querySelectorAll("[role=status], [role=alert], [aria-live]")].map((part) => part.innerText).join("\n"));
}

/** Nothing may have gone wrong that a person would only see in the developer tools. */
export function assertQuiet(seen) {
  assert.deepEqual(seen.violations, [], "the policy was violated");
  assert.deepEqual(seen.errors, [], "the console shows errors");
  assert.deepEqual(seen.outside, [], "the page asked for something elsewhere");
}

export function assertClose(actual, expected, what, tolerance = 1e-9) {
  const far = Math.abs(actual - expected) > tolerance * Math.max(1, Math.abs(expected));
  assert.ok(!far && Number.isFinite(actual), `${what}: ${actual}, not ${expected}`);
}
