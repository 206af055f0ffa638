// The whole page: its head, filters and tabs, and the tiles that follow what is picked.
import { Cube } from "./cube.js";
import { filterForm, filterPill } from "./filters.js";
import { make } from "./make.js";
import { State } from "./state.js";
import { pickLabel, tileOf } from "./tile.js";
import { switchTheme } from "./theme.js";

/** Shows a dashboard in `root`. */
export async function showPage(root, page) {
  document.title = page.title;
  const cubes = page.cubes.map((cube) => new Cube(cube));
  const said = make("p", { class: "hidden-label", "aria-live": "polite" });
  const say = (text) => { said.textContent = text; };
  const shown = [];
  const showAll = () => shown.forEach((part) => part.show());
  const state = new State(page, showAll);
  const valuesOf = (control) => sorted(cubes.filter(({ dataset }) => dataset === control.dataset).flatMap(({ sides }) => sides.filter(({ key }) => key === control.key).flatMap(({ values }) => values)));
  const formOf = (id) => {
    const control = page.controls.find((one) => one.id === id);
    const form = control && filterForm(control, state, valuesOf(control));
    if (!form) return null;
    shown.push(form);
    form.element.prepend(make("h2", { class: "filter-title" }, control.column));
    return form.element;
  };
  const inTiles = new Set(page.tiles.filter(({ kind }) => kind === "filter").map(({ control }) => control));
  const pills = page.controls.filter(({ id }) => !inTiles.has(id)).map((control) => filterPill(control, state, valuesOf(control)));
  const tiles = page.tiles.map((tile) => ({ tile, part: tileOf(tile, { state, cubes, say, filterForm: formOf }) }));
  const chips = make("div", { class: "chips picks", role: "group", "aria-label": "Picked" });
  shown.push(...pills, ...tiles.map(({ part }) => part), { show: () => showChips(chips, page, state, say) });
  const boards = boardsOf(page, tiles, showAll);
  root.replaceChildren(
    make("header", { class: "page-head" }, make("h1", {}, page.title), chips, make("span", { class: "space" }), make("button", { class: "button quiet small", type: "button", onclick: switchTheme }, "Light or dark")),
    make("div", { class: "filters page-filters", role: "group", "aria-label": "Filters" }, ...pills.map(({ element }) => element), ...page.fixed.map((text) => make("span", { class: "pill" }, text))),
    ...boards,
    make("footer", { class: "page-foot small-text" }, `Made with Sextant on ${page.made}. This file holds figures, not the rows behind them, and asks nothing of any network.`, ...page.notes.map((note) => make("p", {}, note))),
    said,
  );
  addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.target.closest?.("details[open]") && state.clearAll()) say("Nothing is picked any more"); });
  closeBeside();
  await new Promise(requestAnimationFrame);
  showAll();
}

function showChips(chips, page, state, say) {
  const made = page.tiles.filter(({ id }) => state.picks.has(id)).map((tile) => {
    const label = pickLabel(tile, state.picks.get(tile.id), tile.keys);
    return make("button", { class: "pill on", type: "button", "aria-label": `Remove the pick ${label}`, onclick: () => state.clear(tile.id) }, make("span", {}, label), " ×");
  });
  if (made.length > chips.childElementCount) say(`Picked ${made.at(-1).innerText.replace(/ ×$/, "")}`);
  chips.replaceChildren(...made);
}

// A board for each tab; only one is seen.
function boardsOf(page, tiles, showAll) {
  const tabs = page.tabs.length > 0 ? page.tabs : [{ id: "", title: "" }];
  const boards = tabs.map(({ id, title }) => {
    const own = tiles.filter(({ tile }) => tile.tab === id);
    const rows = Math.max(0, ...own.map(({ tile: { place } }) => place.y + place.height));
    return make("div", { class: "board", places: { "--rows": rows }, "aria-label": title || undefined, role: title ? "tabpanel" : undefined }, ...own.map(({ part }) => part.element));
  });
  boards.forEach((board, place) => { board.hidden = place > 0; });
  const main = make("main", {}, ...boards);
  if (tabs.length < 2) return [main];
  const buttons = tabs.map(({ title }, place) => make("button", { class: "button small", type: "button", role: "tab", "aria-selected": String(place === 0), onclick: () => turn(place) }, title));
  const turn = (chosen) => {
    boards.forEach((board, place) => { board.hidden = place !== chosen; });
    buttons.forEach((button, place) => button.setAttribute("aria-selected", String(place === chosen)));
    showAll();
  };
  return [make("div", { class: "page-tabs chips", role: "tablist", "aria-label": "Tabs" }, ...buttons), main];
}

// One open filter at a time, closed by a press beside it and by Escape.
function closeBeside() {
  const close = (except) => document.querySelectorAll("details.page-filter[open]").forEach((open) => { if (open !== except) open.open = false; });
  addEventListener("pointerdown", ({ target }) => close(target.closest?.("details.page-filter")));
  addEventListener("keydown", ({ key, target }) => {
    const open = key === "Escape" && target.closest?.("details.page-filter[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
}

function sorted(values) {
  const all = [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
  return all.sort((one, other) => (one === null ? 1 : other === null ? -1 : typeof one === "number" ? one - other : String(one).localeCompare(String(other))));
}
