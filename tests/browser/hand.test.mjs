// One dashboard of twelve tiles, made by hand over real flights: built, filtered, taken back, kept, taken out.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { askInWords, assertQuiet, call, chooseFile, openApp, openFile, readNumber, rows, until, visit } from "./app.mjs";
import { findings } from "./axe.mjs";
import { apply, choose, dialog, write } from "./building.mjs";
import { afterwards, test } from "./cases.mjs";
import { launch, newProfile, PHONE } from "./chromium.mjs";
import { column, pills, rested as explored } from "./exploring.mjs";
import { flightsFile, ROWS } from "./flights.mjs";
import { dist } from "./folders.mjs";
import { add, dragBy, focused, fromBoard, fromMenu, markMenu, overlapping, pin, rested, shoot, stored, taken, tile, type, written } from "./hand.mjs";
import { colors, readPdf, text } from "./reading.mjs";
import { serve } from "./site.mjs";
import { addAnswer, tiles } from "./tiles.mjs";

const DESK = { width: 1440, height: 900 };
const TITLE = "New York flights";
const [COUNT, DELAYS, LATE, DISTANCE, PLACES, SHARES, HOURS] = [
  "Number of flights", "Average arr_delay by carrier", "Sum of late by origin", "Sum of distance by month",
  "Number of flights by dest, top 10", "Number of flights by origin", "Average dep_delay by hour",
];
const [TABLE, MONTHS] = ["Average distance and number of flights by carrier", "Number of flights by month and origin"];
const WORDS = "Who is late, and where";
const state = {};

test("a file is opened, a parameter made, a dashboard begun and named", { timeout: 120_000 }, async () => {
  state.site = await serve(dist());
  afterwards(state.site.close);
  state.browser = await launch({ profile: newProfile(), viewport: DESK });
  const page = (state.page = state.browser.page);
  await openApp(page, state.site.url);
  await chooseFile(page, flightsFile());
  await until("the flights", async () => (await call(page, "datasets")).some(({ rows }) => rows === ROWS));
  await visit(page, "model/parameters");
  await page.getByRole("button", { name: "New parameter…" }).first().click();
  const form = page.getByRole("dialog", { name: "New parameter" });
  for (const [field, value] of [["Name", "late_after"], ["Value", "30"], ["From", "0"], ["To", "180"], ["In steps of", "15"]]) await form.getByLabel(field, { exact: true }).fill(value);
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText(":late_after = 30").waitFor();
  await page.getByRole("link", { name: "Dashboards" }).first().click();
  await page.getByRole("button", { name: "New dashboard" }).first().click();
  await page.getByText("Nothing on it yet").waitFor();
  await fromBoard(page, "Rename");
  await type(page, "Title", TITLE);
  await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
  state.hash = await page.evaluate(() => location.hash);
  state.board = { title: TITLE, id: state.hash.split("/").at(-1) };
});

test("answers are pinned from Ask and from Explore", async () => {
  const { page, board } = state;
  await visit(page, "ask");
  for (const words of ["number of flights", "average arrival delay by carrier"]) await pin(page, await askInWords(page, words), board);
  await askInWords(page, "number of flights by origin");
  const newest = page.getByRole("article").first();
  await choose(newest, "Add", "Calculated column");
  await dialog(newest).getByRole("textbox", { name: "Name" }).fill("late");
  await write(newest, "case when arr_delay > :late_after then 1 else 0 end");
  await apply(newest);
  await newest.getByRole("heading", { name: "Number of flights by origin" }).waitFor();
  await choose(newest, "measure", "Of", "late");
  await until("the sum of late", async () => /sum of late/i.test(await newest.innerText()));
  await pin(page, newest, board);
  await visit(page, "explore");
  await column(page, "distance").click();
  await column(page, "time_hour").click();
  await until("months", async () => (await pills(page, "Groups")).join() === "time_hour by month");
  await explored(page);
  await pin(page, page.locator(".explore .foot"), board);
  await page.getByRole("link", { name: "Open the dashboard" }).last().click();
  await until("four tiles", async () => (await tiles(page).count()) === 4);
  assert.equal(await page.getByText(`Pinned to ${TITLE}`).count(), 0, "the way to here is not told any more");
});

test("answers, a text, a picture and a filter are added, on two tabs", async () => {
  const { page } = state;
  for (const words of ["top 10 dest by number of flights", "number of flights by origin as a donut", "average departure delay by hour"]) await addAnswer(page, words);
  await add(page, "Text");
  await tiles(page).filter({ hasText: "A heading" }).dblclick();
  await page.getByRole("textbox", { name: "Text" }).fill(`# ${WORDS}\n\nFlights that left **New York** in 2013. Pick a bar, and the other tiles follow.`);
  await page.getByRole("button", { name: "Save" }).click();
  const chooser = page.waitForEvent("filechooser");
  await add(page, /Picture/);
  await (await chooser).setFiles({ name: "route.png", mimeType: "image/png", buffer: await routes(page) });
  await until("the picture", () => page.locator("img.picture").evaluate((image) => image.complete && image.naturalWidth > 0));
  for (const name of [/^origin/, /^time_hour/, /^late_after/]) {
    await add(page, "Filter…");
    await page.getByRole("dialog", { name: "Add a filter" }).getByRole("button", { name }).click();
  }
  await page.getByRole("button", { name: /^Filter origin/ }).click();
  await page.getByRole("button", { name: "As a tile" }).click();
  await tile(page, "origin").waitFor();
  await add(page, "Tab");
  await until("an empty tab", async () => (await tiles(page).count()) === 0);
  for (const words of ["average distance and number of flights by carrier as a table", "number of flights by month and origin"]) await addAnswer(page, words);
  await page.getByRole("tab", { name: "Tab 2" }).dblclick();
  await type(page, "Title", "Details");
  await until("the tab to keep the focus", async () => (await focused(page)) === "Details");
  await rested(page);
  await shoot(page, "1-second-tab");
  await page.keyboard.press("ArrowLeft");
  await until("ten tiles", async () => (await tiles(page).count()) === 10);
  assert.deepEqual(await names(page), [COUNT, DELAYS, "origin", LATE, DISTANCE, PLACES, SHARES, HOURS, "route", WORDS].sort());
  assert.equal((await stored(page, state.board.id)).dashboard.tiles.length, 12);
});

test("tiles are moved and resized by keys and by mouse", async () => {
  const { page } = state;
  const place = (name) => tile(page, name).evaluate((element) => ["--x", "--y", "--w", "--h"].map((part) => Number(element.style.getPropertyValue(part))));
  await tile(page, WORDS).focus();
  const tops = [(await place(WORDS))[1]];
  while (tops.at(-1) > 0) {
    await page.keyboard.press("Alt+ArrowUp");
    const { top } = await until("a move", async () => {
      const [, top] = await place(WORDS);
      return top !== tops.at(-1) && { top };
    });
    assert.ok(top < tops.at(-1), `up went from row ${tops.at(-1)} to ${top}`);
    tops.push(top);
  }
  assert.equal(await focused(page), WORDS);
  await tile(page, COUNT).hover();
  await dragBy(page, tile(page, COUNT).locator(".corner"), 0, 130);
  await until("a higher tile", async () => (await place(COUNT))[3] === 4);
  await tile(page, HOURS).scrollIntoViewIfNeeded();
  await tile(page, HOURS).hover();
  const row = (await place(HOURS))[1];
  await dragBy(page, tile(page, HOURS).locator(".tile-top h2"), 0, -340);
  await until("the tile to be higher up", async () => (await place(HOURS))[1] < row);
  await tile(page, "route").focus();
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await until("a wider picture", async () => (await place("route"))[2] === 6);
  await tile(page, "route").getByRole("button", { name: "Move route" }).press("Enter");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Escape");
  assert.deepEqual(await overlapping(page), []);
  await rested(page);
  await shoot(page, "2-light", { whole: true });
});

test("a pick filters the others and is taken back by Escape", async () => {
  const { page } = state;
  const bars = tile(page, DELAYS);
  await bars.locator("[role=img]").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const chip = page.getByRole("button", { name: /Remove the pick carrier: / });
  await chip.waitFor();
  const carrier = (await chip.getAttribute("aria-label")).split(": ")[1];
  const [[count, late]] = await rows(page, `select count(*), sum(case when arr_delay > 30 then 1 else 0 end) from flights where carrier = '${carrier}'`);
  await until("the figure of the carrier", async () => (await figure(page)) === count);
  await rested(page);
  assert.equal((await sums(page, LATE)).reduce((sum, [, one]) => sum + one, 0), late);
  await shoot(page, "3-picked");
  await page.keyboard.press("Escape");
  await until("everything", async () => (await figure(page)) === ROWS);
  assert.equal(await chip.count(), 0);
});

test("a month is gone into and out of, its rows are seen, and it is carried to another dashboard", async () => {
  const { page } = state;
  const line = tile(page, DISTANCE);
  await markMenu(page, line, 2);
  await page.getByRole("menuitem", { name: /Drill down/ }).first().click();
  const crumbs = line.getByRole("navigation");
  await crumbs.getByText("Feb 2013").waitFor();
  await rested(page);
  await markMenu(page, line, 1);
  await page.getByRole("menuitem", { name: /Drill down/ }).first().click();
  await until("two steps", async () => /All\s*Feb 2013\s*\d+ Feb 2013/.test(await crumbs.innerText()));
  await crumbs.getByRole("button", { name: "Feb 2013" }).click();
  await crumbs.getByRole("button", { name: "All" }).click();
  await until("the way back to be gone", async () => (await crumbs.count()) === 0);
  assert.equal(await focused(page), DISTANCE);
  await rested(page);
  await markMenu(page, tile(page, DELAYS), 1);
  await page.getByRole("menuitem", { name: "See the rows…" }).click();
  const seen = page.getByRole("dialog");
  await until("the rows", async () => (await seen.getByRole("table").locator("td").count()) > 2);
  const [[count]] = await rows(page, "select count(*) from flights where carrier = 'F9'");
  assert.match(await seen.innerText(), new RegExp(`${count} rows`));
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Dashboards" }).last().click();
  await page.getByRole("button", { name: /^More for/ }).first().click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await page.getByRole("link", { name: TITLE, exact: true }).first().click();
  await rested(page);
  await markMenu(page, tile(page, DELAYS), 1);
  await page.getByRole("menuitem", { name: `${TITLE} (copy)` }).click();
  await page.getByRole("heading", { level: 1, name: `${TITLE} (copy)` }).waitFor();
  await until("its figure to be filtered", async () => (await figure(page)) === count);
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: TITLE, exact: true }).waitFor();
  await until("this one unfiltered", async () => (await figure(page)) === ROWS);
});

test("a parameter's slider and a relative date filter, and what is said when nothing is left", async () => {
  const { page } = state;
  await page.getByRole("slider", { name: "late_after" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const late = await rows(page, "select origin, sum(case when arr_delay > 60 then 1 else 0 end) from flights group by origin order by 2 desc");
  await until("those later than an hour", async () => JSON.stringify(await sums(page, LATE)) === JSON.stringify(late));
  const pill = page.getByRole("button", { name: /^Filter time_hour/ });
  await pill.click();
  await page.getByRole("button", { name: "Past 12 months" }).click();
  const boxes = await page.locator(".menu:popover-open .range-ends input").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
  assert.ok(boxes[0].right <= boxes[1].left, "the fields of the days overlap");
  await page.keyboard.press("Escape");
  await until("no flight", async () => (await figure(page)) === 0);
  await until("words in place of charts", async () => (await page.getByText("The filters and picks leave none").count()) === 6);
  await shoot(page, "4-nothing-left");
  await page.getByRole("button", { name: "Undo: changing a filter" }).click();
  await until("all of them", async () => (await figure(page)) === ROWS);
  await rested(page);
});

test("twenty changes are taken back and made again, each once", async () => {
  const { page, board } = state;
  const keys = (name, key) => async () => {
    await tile(page, name).focus();
    await page.keyboard.press(key);
  };
  const rename = (name, text) => async () => {
    await tile(page, name).focus();
    await page.keyboard.press("F2");
    await type(page, "Title", text);
  };
  const changes = [
    keys(SHARES, "Alt+Shift+ArrowLeft"), keys(SHARES, "Alt+Shift+ArrowDown"), keys(SHARES, "Alt+Shift+ArrowRight"), keys(SHARES, "Alt+Shift+ArrowUp"),
    () => fromMenu(page, tile(page, SHARES), "Pie"), () => fromMenu(page, tile(page, LATE), "Column"),
    rename(HOURS, "Delay through the day"), rename(PLACES, "Where they fly"),
    keys("origin", "Alt+Shift+ArrowDown"), keys("origin", "Alt+Shift+ArrowUp"),
    () => tile(page, "origin").getByRole("checkbox", { name: "EWR" }).check(), () => tile(page, "origin").getByRole("button", { name: "Clear" }).click(),
    () => page.getByRole("slider", { name: "late_after" }).press("ArrowLeft"),
    () => fromMenu(page, tile(page, COUNT), "Duplicate"), () => fromMenu(page, tile(page, COUNT).last(), "Move to Details"),
    () => fromMenu(page, tile(page, "route"), "Remove"), () => add(page, "Text"),
    () => fromMenu(page, tile(page, DELAYS), "Wider"), () => fromMenu(page, tile(page, DELAYS), "Narrower"),
    async () => {
      await page.getByRole("heading", { level: 1 }).dblclick();
      await type(page, "Title", "Flights of New York");
    },
  ];
  const was = [JSON.stringify((await stored(page, board.id)).dashboard)];
  for (const change of changes) {
    await change();
    was.push(await written(page, board.id, was.at(-1)));
  }
  assert.equal(was.length, 21);
  await page.locator("main").first().click({ position: { x: 4, y: 4 } });
  for (let step = 19; step >= 0; step -= 1) {
    await page.keyboard.press("Control+z");
    assert.equal(await written(page, board.id, was[step + 1]), was[step], `undo to step ${step}`);
  }
  for (let step = 1; step <= 20; step += 1) {
    await page.keyboard.press("Control+Shift+z");
    assert.equal(await written(page, board.id, was[step - 1]), was[step], `redo to step ${step}`);
  }
  state.was = was;
});

test("a reload brings everything back, and what can be taken back", async () => {
  const { page, board, was } = state;
  await page.reload();
  await openApp(page, `${state.site.url}${state.hash}`);
  await until("the figure", async () => (await figure(page)) > 0);
  assert.equal(JSON.stringify((await stored(page, board.id)).dashboard), was[20]);
  await rested(page);
  assert.deepEqual(await overlapping(page), []);
  for (const step of [19, 18, 17, 16, 15, 14, 13, 12]) {
    await page.keyboard.press("Control+z");
    assert.equal(await written(page, board.id, was[step + 1]), was[step]);
  }
  await page.getByRole("button", { name: "Redo: setting a parameter" }).waitFor();
});

test("a version is kept, its difference is seen, and it is restored", async () => {
  const { page, board } = state;
  const before = (await stored(page, board.id)).dashboard;
  await fromBoard(page, /Versions/);
  await page.getByRole("textbox", { name: "Name of the version" }).fill("Before the meeting");
  await page.getByRole("button", { name: "Keep as it is now" }).click();
  await page.getByText("Nothing has changed since").waitFor();
  await page.keyboard.press("Escape");
  await tile(page, "route").focus();
  await page.keyboard.press("Delete");
  await fromMenu(page, tile(page, SHARES), "Donut");
  await fromBoard(page, /Versions/);
  const told = await page.getByRole("list", { name: "What is different now" }).innerText();
  assert.match(told, /route removed/);
  assert.match(told, new RegExp(`${SHARES} `));
  const [then, now] = await page.locator(".compared .miniature").all();
  for (const [picture, mark] of [[then, ".removed"], [then, ".changed"], [now, ".changed"]]) {
    const [outer, inner] = await Promise.all([picture.boundingBox(), picture.locator(mark).first().boundingBox()]);
    assert.ok(inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height + 1, `${mark} is cut off`);
  }
  assert.deepEqual(await findings(page), []);
  await shoot(page, "5-versions");
  await page.getByRole("button", { name: "Restore this version" }).click();
  await until("as it was", async () => JSON.stringify((await stored(page, board.id)).dashboard.tiles) === JSON.stringify(before.tiles));
});

test("a comment on a tile is written and resolved", async () => {
  const { page } = state;
  await fromMenu(page, tile(page, COUNT), "Comment");
  await page.getByRole("textbox", { name: "Comment" }).fill("Are cancelled flights in it?");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  const mark = tile(page, COUNT).getByRole("button", { name: "1 comment" });
  await mark.waitFor();
  await shoot(page, "6-comment");
  const panel = page.getByRole("complementary", { name: "Comments" });
  await panel.getByRole("button", { name: "Resolve" }).click();
  await panel.getByText("Resolved: 1").waitFor();
  await until("no mark", async () => (await mark.count()) === 0);
  await panel.getByRole("button", { name: "Close the comments" }).click();
  await until("the focus to go back", async () => (await focused(page)) !== "" && (await page.evaluate(() => document.activeElement !== document.body)));
});

test("a tile leaves in every format of its menu", async () => {
  const { page } = state;
  const told = await rows(page, "select origin, count(*) from flights group by origin order by 2 desc");
  const take = (format) => taken(page, () => fromMenu(page, tile(page, SHARES), `${format}$`));
  const line = (one) => [one.origin, Object.values(one).find((value) => typeof value === "number")];
  const csv = (await take("CSV")).bytes.toString().trim().split(/\r?\n/).slice(1);
  assert.deepEqual(csv.map((text) => text.split(",")).map(([origin, count]) => [origin, Number(count)]), told);
  assert.deepEqual(JSON.parse((await take("JSON")).bytes.toString()).map(line), told);
  assert.deepEqual((await take("NDJSON")).bytes.toString().trim().split("\n").map((text) => line(JSON.parse(text))), told);
  for (const [format, ending] of [["Parquet", "parquet"], ["Arrow", "arrow"]]) {
    const { bytes } = await take(format);
    await openFile(page, { name: `back_${ending}.${ending}`, mimeType: "application/octet-stream", buffer: bytes });
    assert.deepEqual(await rows(page, `select * from back_${ending} order by 2 desc`), told, format);
  }
  const book = unzipSync((await take("Excel")).bytes);
  assert.match(text(book, "xl/charts/chart1.xml"), /<c:(pie|doughnut)Chart>/);
  const svg = (await take("SVG")).bytes.toString();
  assert.match(svg, /EWR/);
  assert.match(svg, new RegExp(`>${SHARES}<`));
  assert.ok((await colors(page, (await take("PNG")).bytes)) > 20, "the picture is blank");
});

test("the dashboard leaves as PDF, PNG and Excel, and is printed, with both tabs", { timeout: 120_000 }, async () => {
  const { page } = state;
  const pdf = await readPdf((await taken(page, () => fromBoard(page, "PDF"))).bytes);
  assertPages(pdf.pages);
  assert.equal(pdf.pictures, 1, "the picture alone is a picture");
  const png = await taken(page, () => fromBoard(page, "PNG"));
  assert.ok((await colors(page, png.bytes)) > 100, "the picture is blank");
  const book = unzipSync((await taken(page, () => fromBoard(page, "Excel"))).bytes);
  const charts = Object.keys(book).filter((path) => /^xl\/charts\/chart\d+\.xml$/.test(path));
  assert.ok(charts.length >= 6, `${charts.length} charts`);
  // The browser's own dialog stands still until a person answers it.
  await page.evaluate(() => void (window.print = () => void (window.printed = true)));
  await page.keyboard.press("Control+p");
  await until("the pages", () => page.evaluate(() => window.printed));
  const paper = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  assert.equal(paper.pages.length, pdf.pages.length);
  assertPages(paper.pages);
  await until("the pages to be gone", async () => (await page.locator(".print-pages").count()) === 0);
});

test("the page in one file opens from disk without a network, and filters", { timeout: 120_000 }, async () => {
  const { page } = state;
  await fromBoard(page, /Share/);
  const share = page.getByRole("dialog");
  await share.getByRole("radio", { name: /A page in one file/ }).check();
  await share.getByText(/^The file takes .*MB/).waitFor();
  const { bytes } = await taken(page, () => share.getByRole("button", { name: "Save the page" }).click());
  await page.keyboard.press("Escape");
  const path = join(newProfile(), "flights.html");
  writeFileSync(path, bytes);
  const reader = await launch({ viewport: DESK });
  await reader.context.setOffline(true);
  await reader.page.goto(`file://${path}`);
  await until("the tiles", async () => (await tiles(reader.page).count()) === 12);
  const bars = tiles(reader.page).filter({ hasText: DELAYS });
  await bars.locator("[role=img]").focus();
  await reader.page.keyboard.press("ArrowRight");
  await reader.page.keyboard.press("Enter");
  const chip = reader.page.getByRole("button", { name: /Remove the pick carrier/ });
  const carrier = (await chip.getAttribute("aria-label")).split(": ")[1];
  const [[count]] = await rows(page, `select count(*) from flights where carrier = '${carrier}'`);
  assert.equal(await figure(reader.page), count);
  await shoot(reader.page, "7-one-file");
  await reader.page.keyboard.press("Escape");
  await until("everything", async () => (await figure(reader.page)) === ROWS);
  await reader.page.getByRole("group", { name: "Filter origin" }).getByRole("heading", { name: "origin" }).waitFor();
  await reader.page.getByRole("checkbox", { name: "EWR" }).check();
  const [[ewr]] = await rows(page, "select count(*) from flights where origin = 'EWR'");
  await until("those of Newark", async () => (await figure(reader.page)) === ewr);
  assertQuiet(reader.seen);
});

test("it holds in the dark and on a phone", async () => {
  const { page } = state;
  await page.emulateMedia({ colorScheme: "dark" });
  await rested(page);
  await assertReadable(page);
  await shoot(page, "8-dark", { whole: true });
  await page.setViewportSize(PHONE);
  await rested(page);
  assert.deepEqual(await overlapping(page), []);
  await assertReadable(page);
  await page.emulateMedia({ colorScheme: "light" });
  await shoot(page, "9-phone", { whole: true });
  assertQuiet(state.browser.seen);
});

const names = (page) => tiles(page).evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")).sort());

const figure = async (page) => readNumber(await tiles(page).filter({ hasText: COUNT }).locator(".figure .value").first().innerText());

/** Axe finds nothing once the colours of the theme are everywhere. */
async function assertReadable(page) {
  let found;
  await until("readable colours", async () => (found = await findings(page)).length === 0, 10_000).catch(() => {});
  assert.deepEqual(found, []);
}

/** The cells of a tile's table, its figures as numbers. */
async function sums(page, name) {
  const of = tile(page, name);
  await of.hover();
  await of.getByRole("button", { name: "Table", exact: true }).click();
  const cells = await of.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.innerText)));
  await of.getByRole("button", { name: "Chart", exact: true }).click();
  return cells.map(([group, value]) => [group, readNumber(value)]);
}

/** Both tabs are on paper; ligatures make gaps in words where there are none. */
function assertPages(pages) {
  const plain = (words) => words.replace(/\s+/g, "");
  const told = pages.map(plain);
  for (const words of [TITLE, WORDS, COUNT, DELAYS]) assert.ok(told[0].includes(plain(words)), `${words} is not on the first page: ${told[0]}`);
  for (const words of [TITLE, "Details", TABLE]) assert.ok(told.at(-1).includes(plain(words)), `${words} is not on the last page: ${told.at(-1)}`);
}

/** A picture, drawn here. */
async function routes(page) {
  const address = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 480, height: 320 });
    const context = canvas.getContext("2d");
    Object.assign(context, { fillStyle: "#dcebf2", strokeStyle: "#0e7a8f", lineWidth: 4 });
    context.fillRect(0, 0, 480, 320);
    for (const [x, y] of [[40, 60], [90, 250], [220, 280], [300, 40], [440, 200]]) {
      context.beginPath();
      context.moveTo(380, 110);
      context.quadraticCurveTo((x + 380) / 2, Math.min(y, 110) - 40, x, y);
      context.stroke();
    }
    return canvas.toDataURL("image/png");
  });
  return Buffer.from(address.split(",")[1], "base64");
}
