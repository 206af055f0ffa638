// Every screen, dialog, menu and panel, as a table: where it is, and how a person opens it.
import { askInWords, openApp, openFile, until, visit } from "./app.mjs";
import { data } from "./folders.mjs";

const LONG = "größenübersicht_der_außergewöhnlich_langen_verkaufszahlen_nach_région_und_monat";
const COLUMNS = ["Région_géographique_où_la_marchandise_a_été_livrée_ce_mois_ci", "Ürün_kategorisi_ve_çok_uzun_bir_açıklama_metni_için_başlık_1", "Jour_de_la_première_commande_enregistrée_dans_le_système_n_2", "Prüfsumme_der_größten_Rückerstattung_über_alle_Länder_hinweg", "Número_de_artículos_vendidos_según_la_última_revisión_añadida"];
const REGIONS = ["Île-de-France et ses environs immédiats", "São Paulo", "Þingeyjarsveit á Norðurlandi eystra", "Ostwestfalen"];

/** A table whose name has eighty characters, and its columns sixty, with accents. */
function longTable() {
  const rows = Array.from({ length: 60 }, (_, at) => [REGIONS[at % 4], `kategori ${at % 7}`, `2024-${String(1 + (at % 12)).padStart(2, "0")}-15`, (at * 37) % 900, at % 13]);
  return csv(LONG, [COLUMNS, ...rows]);
}

const segments = () => csv("segments", [["region", "segment", "target"], ["North", "large", 40], ["South", "small", 30], ["São Paulo", "large", 70]]);

const csv = (name, rows) => ({ name: `${name}.csv`, mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });

/** Opens three tables, asks, and makes two dashboards: what all that is in `SCREENS` and `OVER` needs. */
export async function prepare(page, url) {
  await openApp(page, url);
  await openFile(page, segments());
  await openFile(page, longTable());
  await openFile(page, data("orders.csv"));
  await makeDashboard(page, /größen/i);
  await makeDashboard(page, "orders");
  await visit(page, "ask");
  await askInWords(page, "total price by region");
  await visit(page, "explore");
  for (const [shelf, column] of [["Values", "price"], ["Groups", "region"]]) {
    await press(page, `Add to ${shelf}`);
    await choose(page, column);
  }
  await until("the chart", () => page.locator(".stage-card canvas").count());
  await clear(page);
}

async function makeDashboard(page, dataset) {
  await visit(page, "dashboards");
  await press(page, "From a dataset…");
  const dialog = page.getByRole("dialog");
  const choice = dialog.getByRole("combobox").first();
  if (await choice.count()) {
    const names = await choice.locator("option").allInnerTexts();
    await choice.selectOption({ label: names.find((name) => name.match(dataset)) });
  }
  await dialog.getByRole("button", { name: /tiles/ }).filter({ hasText: "Overview" }).click();
  await until("tiles", async () => (await page.locator("article.tile").count()) >= 3);
}

/** Dismisses what is told at the foot of the page. */
export async function clear(page) {
  for (const close of await page.getByRole("button", { name: /dismiss|close this message/i }).all()) await close.click().catch(() => {});
  await page.mouse.move(0, 0);
}

/** Presses the first button of this name that can be seen. */
export const press = (page, name) => page.getByRole("button", { name, exact: typeof name === "string" }).filter({ visible: true }).first().click();

const choose = (page, name) => page.getByRole("menuitem", { name }).or(page.getByRole("menuitemradio", { name })).filter({ visible: true }).first().click();

const through = (button, ...items) => async (page) => {
  await press(page, button);
  for (const item of items) await choose(page, item);
};

/** A chip of an answer, its menu, and what is chosen there. */
const chip = (name, ...items) => async (page) => {
  const group = page.getByRole("article").last().getByRole("group", { name: "How it was read" });
  await group.getByRole("button", { name }).first().click();
  for (const item of items) await page.locator(".menu .item").filter({ hasText: item }).first().click();
};

/** The menu of the first mark of the first chart. */
const mark = (chart, ...items) => async (page) => {
  await page.locator(`${chart} [role=img]`).first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+F10");
  for (const item of items) await choose(page, item);
};

const typed = (words) => async (page) => {
  await page.getByRole("combobox", { name: /ask/i }).or(page.getByRole("textbox", { name: /ask/i })).first().pressSequentially(words);
  await page.locator(".endings li").first().waitFor();
};

const DASHBOARD = "dashboard";
const MORE = "More for this dashboard";
const tile = (name) => async (page) => {
  const one = page.locator("article.tile").filter({ hasText: name }).first();
  await one.scrollIntoViewIfNeeded();
  await one.hover();
  await one.getByRole("button", { name: /^More for/ }).click();
};
const ofTile = (...items) => async (page) => {
  await tile("by product")(page);
  for (const item of items) await choose(page, item);
};
const added = (item) => async (page) => {
  const plus = page.getByRole("button", { name: "Add to the dashboard" }).filter({ visible: true });
  await press(page, (await plus.count()) ? "Add to the dashboard" : MORE);
  await choose(page, item);
};
const tab = (name) => (page) => page.getByRole("tab", { name }).click();
const command = (name) => async (page) => {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /^Find data/ }).fill(name);
  await page.keyboard.press("Enter");
};
const ask = (words) => (page) => askInWords(page, words);

/** Screens: { name, at, open }; `at` is the address. */
export const SCREENS = [
  { name: "Ask, with answers", at: "ask" },
  { name: "Ask, an answer's statement", at: "ask", open: (page) => press(page, "SQL") },
  { name: "Ask, an answer as a table", at: "ask", open: (page) => press(page, "Table") },
  { name: "Ask, a question that is not understood", at: "ask", open: ask("zzz qqq by xxx") },
  { name: "Explore", at: "explore" },
  { name: "Data, the datasets", at: "data" },
  { name: "Data, a dataset", at: "data/orders" },
  { name: "Data, a long name", at: `data/${encodeURIComponent(LONG)}` },
  ...["Report", "Reading", /^Steps/, /^Set aside/].map((name) => ({ name: `Data, ${String(name).replace(/[/^]/g, "")}`, at: "data/orders", open: tab(name) })),
  { name: "Data, a dataset that is not there", at: "data/nothing" },
  ...["relations", "metrics", "dimensions", "hierarchies", "sets", "parameters", "calendar"].map((part) => ({ name: `Model, ${part}`, at: `model/${part}` })),
  { name: "Dashboards", at: "dashboards" },
  { name: "A dashboard", at: DASHBOARD },
  { name: "A dashboard, its comments", at: DASHBOARD, open: through(MORE, "Comments"), close: (page) => press(page, "Close the comments") },
  { name: "A dashboard that is not there", at: "dashboard/nothing" },
  { name: "SQL", at: "sql" },
  { name: "SQL, a result", at: "sql", open: (page) => press(page, /^Look at orders/) },
  { name: "A link that is not whole", at: "shared/abc" },
];

/** What opens over a screen: { name, at, open }; Escape closes it, and the focus goes back. */
export const OVER = [
  { name: "what can be found", at: "ask", open: (page) => page.keyboard.press("Control+k") },
  { name: "the theme", at: "ask", open: (page) => press(page, "Theme") },
  { name: "the dataset picker", at: "ask", open: (page) => press(page, /^orders/) },
  { name: "endings of a question", at: "ask", open: typed("average pr"), part: ".endings", returns: false },
  { name: "ways to open", at: "data", open: (page) => press(page, /^Open/) },
  { name: "open a link", at: "data", open: through(/^Open/, /A link/) },
  { name: "share the workspace", at: "ask", open: command("Share the workspace"), returns: false },
  { name: "pin", at: "ask", open: (page) => press(page, /^Pin/) },
  { name: "download", at: "ask", open: (page) => press(page, "Download") },
  { name: "why", at: "ask", open: (page) => press(page, "Why…") },
  { name: "a mark's menu", at: "ask", open: mark(".answer") },
  { name: "kinds of chart", at: "ask", open: (page) => page.locator(".answer").last().locator(".top button[aria-haspopup=menu]").last().click() },
  { name: "lines and small charts", at: "ask", open: async (page) => {
    await page.locator(".answer").last().locator(".top button[aria-haspopup=menu]").last().click();
    await choose(page, /Lines and small charts/);
  } },
  { name: "add to a question", at: "ask", open: chip(/^Add/) },
  { name: "add a figure", at: "ask", open: chip(/^Add/, "Figure") },
  { name: "a measure", at: "ask", open: chip(/^measure/i) },
  { name: "how a measure is worked out", at: "ask", open: chip(/^measure/i, "How") },
  { name: "how a measure is shown", at: "ask", open: chip(/^measure/i, "Show as") },
  { name: "a measure at another level", at: "ask", open: chip(/^measure/i, "At another level") },
  { name: "rename a measure", at: "ask", open: chip(/^measure/i, "Rename") },
  { name: "a group", at: "ask", open: chip(/^by/i) },
  { name: "a filter", at: "ask", open: chip(/^Add/, "Filter…") },
  { name: "a calculated column", at: "ask", open: chip(/^Add/, "Calculated column") },
  { name: "a custom figure", at: "ask", open: chip(/^Add/, "Figure", "Custom figure") },
  { name: "a join", at: "ask", open: chip(/^Add/, "Join another") },
  { name: "rows below", at: "ask", open: chip(/^Add/, "Put rows below") },
  { name: "a sample", at: "ask", open: chip(/^Add/, "Only a sample") },
  { name: "make a dashboard", at: "ask", open: (page) => press(page, "Make me a dashboard…") },
  { name: "add to a shelf", at: "explore", open: (page) => press(page, "Add to Values") },
  { name: "a condition on a shelf", at: "explore", open: through("Add to Filters", /A condition/) },
  { name: "a mark of what is explored", at: "explore", open: mark(".stage-card") },
  { name: "memory", at: "data", open: (page) => press(page, /in memory$/) },
  { name: "export", at: "data/orders", open: (page) => press(page, "Export") },
  { name: "a column's menu", at: "data/orders", open: (page) => press(page, "More for region") },
  { name: "close a dataset", at: "data/orders", open: (page) => press(page, "Close…") },
  { name: "add a step", at: "data/orders", open: async (page) => {
    await page.getByRole("tab", { name: /^Steps/ }).click();
    await press(page, "Add a step");
  } },
  ...[["relations", /^New relation/], ["metrics", /^New metric/], ["dimensions", /^New dimension/], ["hierarchies", /^New hierarchy/], ["sets", /^New set/], ["parameters", /^New parameter/]].map(
    ([part, name]) => ({ name: `new of ${part}`, at: `model/${part}`, open: (page) => press(page, name) }),
  ),
  { name: "make one from a dataset", at: "dashboards", open: (page) => press(page, "From a dataset…") },
  { name: "a card's menu", at: "dashboards", open: (page) => press(page, /^More for/) },
  { name: "a dashboard's menu", at: DASHBOARD, open: (page) => press(page, MORE) },
  { name: "share a dashboard", at: DASHBOARD, open: through(MORE, /Share/) },
  { name: "share it as a page", at: DASHBOARD, open: async (page) => {
    await through(MORE, /Share/)(page);
    await page.getByRole("radio", { name: /A page in one file/ }).check();
  } },
  { name: "share it as a link", at: DASHBOARD, open: async (page) => {
    await through(MORE, /Share/)(page);
    await page.getByRole("radio", { name: /A link/ }).check();
  } },
  { name: "versions", at: DASHBOARD, open: through(MORE, /Versions/) },
  { name: "versions, one kept", at: DASHBOARD, open: async (page) => {
    await through(MORE, /Versions/)(page);
    await press(page, "Keep as it is now");
    await press(page, "Restore this version").catch(() => {});
  } },
  { name: "the layout on phones", at: DASHBOARD, open: through(MORE, /Layout on phones/) },
  { name: "add an answer", at: DASHBOARD, open: added(/^Answer/) },
  { name: "add a filter", at: DASHBOARD, open: added(/^Filter/) },
  { name: "a filter of values", at: DASHBOARD, open: (page) => press(page, /^Filter region/) },
  { name: "a filter of days", at: DASHBOARD, open: (page) => press(page, /^Filter day/) },
  { name: "a tile's menu", at: DASHBOARD, open: tile("by product") },
  { name: "lines and small charts of a tile", at: DASHBOARD, open: ofTile(/Lines and small charts/) },
  { name: "the rows of a tile", at: DASHBOARD, open: ofTile(/See the rows/) },
  { name: "why of a tile", at: DASHBOARD, open: ofTile(/Why is it/) },
  { name: "change the question of a tile", at: DASHBOARD, open: ofTile(/Change the question/) },
  { name: "a mark of a tile", at: DASHBOARD, open: mark("article.tile") },
];

/** Goes to where an entry is. */
export async function goThere(page, at) {
  if (at === DASHBOARD) {
    await visit(page, "dashboards");
    await page.locator("a.board-title").filter({ hasText: /^orders/i }).first().click();
    await until("a tile", () => page.locator("article.tile canvas").count());
  } else {
    await visit(page, at);
  }
  await page.getByRole("main").waitFor();
}
