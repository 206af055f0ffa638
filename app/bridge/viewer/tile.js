// One tile: its title, its chart, figure or table, and what is to be known about it.
import { create, formatCell, onBrush, onPick, set, walk } from "../chart.js";
import { make } from "./make.js";
import { patcher } from "./patch.js";
import { proseOf } from "./prose.js";
import { figureOf, tableOf } from "./tables.js";
import { isDark } from "./theme.js";

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -1e6, End: 1e6 };

/** A tile in the page, which `show()` brings up to date with the picks and filters. */
export function tileOf(tile, { state, cubes, say, filterForm }) {
  if (tile.kind !== "chart") return { element: framed(tile, plain(tile, filterForm)), show() {} };
  return new Answered(tile, state, cubes, say);
}

function plain(tile, filterForm) {
  if (tile.kind === "text") return make("div", { class: "prose" }, tile.title ? make("h2", { class: "page-left-out" }, tile.title) : null, ...proseOf(tile.prose));
  if (tile.kind === "image") return make("img", { class: "picture", src: tile.source, alt: tile.description });
  return filterForm(tile.control) ?? make("p", { class: "quiet-text" }, "This filter is gone");
}

function framed(tile, ...children) {
  const { x, y, width, height } = tile.place;
  const kind = tile.kind === "chart" ? (tile.isFigure ? "tile kpi" : "tile") : "tile plain";
  return make("article", {
    class: kind, id: `tile-${tile.id}`, "aria-label": tile.title || tile.kind, places: { "--x": x, "--y": y, "--w": width, "--h": height, "--order": tile.order },
    "data-width": tile.phone?.width, "data-height": tile.phone?.height,
  }, ...(tile.kind === "chart" ? children : [make("div", { class: "tile-body plain" }, ...children)]));
}

class Answered {
  constructor(tile, state, cubes, say) {
    Object.assign(this, { tile, state, say, asTable: false, plot: null, rowsShown: null });
    this.cube = tile.recipe && cubes[tile.recipe.cube];
    const { option, table } = tile.answer;
    this.isDrawn = Boolean(option);
    this.patch = this.cube && this.isDrawn ? patcher(option, table.rows, tile.recipe.groups.length, tile.recipe.figures) : null;
    // A figure, or a table of groups, takes other figures as it is.
    this.canFilter = Boolean(this.cube && (this.patch || !this.isDrawn));
    this.canPick = Boolean(this.cube && tile.keys.length > 0);
    this.body = make("div", { class: "tile-body" });
    this.note = make("p", { class: "page-note small-text", role: "status" });
    this.element = framed(tile, this.top(), this.body, this.note);
  }

  top() {
    const { tile } = this;
    const named = make("div", { class: "tile-name" }, make("h2", {}, tile.title));
    this.switch = this.isDrawn && make("button", { class: "button quiet small", type: "button", "aria-pressed": "false", "aria-label": `${tile.title} as a table`, onclick: () => this.turn() }, "Table");
    return make("header", { class: "tile-top" }, named, this.switch || null);
  }

  turn() {
    this.asTable = !this.asTable;
    this.switch.setAttribute("aria-pressed", String(this.asTable));
    this.show();
  }

  /** The answer under the picks of others and the filters. */
  show() {
    const filters = this.state.filtersFor(this.tile);
    const answer = this.answered(filters);
    const picked = this.state.picks.get(this.tile.id) ?? null;
    this.element.classList.toggle("picked", Boolean(picked));
    if (this.tile.isFigure) this.body.replaceChildren(figureOf(answer));
    else if (this.asTable || !this.isDrawn) this.showTable(answer, picked);
    else this.draw(answer, picked);
  }

  answered(filters) {
    const { answer, recipe, fixed } = this.tile;
    if (filters.length === 0) return this.told("", answer);
    if (!this.canFilter) return this.told(`Shown as it was: it cannot be filtered here, because ${fixed ?? "its marks are not single figures"}.`, answer);
    const { passing, untold } = this.cube.passing(filters);
    const made = this.cube.figures(recipe, answer.table.rows, passing);
    const names = [...new Set(untold.flatMap(({ keys }) => keys.map((key) => key.split(" ").slice(0, -1).join(" "))))];
    const notes = [
      names.length > 0 && `Not filtered by ${names.join(", ")}: the file does not carry it for this tile.`,
      recipe.is_part && "Shows the groups that lead without filters.",
    ];
    return this.told(notes.filter(Boolean).join(" "), this.refigured(made));
  }

  told(note, answer) {
    this.note.textContent = note;
    return answer;
  }

  refigured(made) {
    const { answer, recipe } = this.tile;
    const width = recipe.groups.length;
    const rows = answer.table.rows.map((row, index) => [...row.slice(0, width), ...made[index].figures]);
    const kept = rows.map((_, index) => index).filter((index) => width === 0 || made[index].isThere);
    return { ...answer, made, table: { ...answer.table, rows }, kept };
  }

  showTable(answer, picked) {
    const kept = answer.kept ?? answer.table.rows.map((_, index) => index);
    const shown = { ...answer, table: { ...answer.table, rows: kept.map((row) => answer.table.rows[row]) } };
    const press = this.canPick ? (row, isAdded) => this.state.pick(this.tile, [kept[row]], isAdded) : null;
    this.plot = null;
    this.body.replaceChildren(tableOf(shown, { press, label: this.tile.title, picked: picked && picked.map((row) => kept.indexOf(row)) }));
  }

  draw(answer, picked) {
    this.plot ??= this.makePlot();
    const json = answer.made ? this.patch.draw(answer.made) : JSON.stringify(answer.option);
    set(this.plot, json, picked);
    const said = answer.made ? "Filtered; the table has the figures." : (answer.option.sextant?.description ?? answer.headline);
    this.canvas.setAttribute("aria-label", `${this.tile.title}. ${said}`);
  }

  makePlot() {
    this.canvas = make("div", { class: "canvas", role: "img", tabIndex: 0, onkeydown: (event) => this.press(event) });
    this.body.replaceChildren(make("div", { class: "plot" }, this.canvas));
    const plot = create(this.canvas, isDark());
    if (this.canPick) {
      onPick(plot, (rows, isAdded) => this.state.pick(this.tile, rows, isAdded));
      onBrush(plot, ({ rows }) => this.state.hold(this.tile, rows));
    }
    return plot;
  }

  // Arrow keys walk the marks, Enter picks.
  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = STEPS[event.key];
    if (step) {
      const mark = walk(this.plot, step);
      this.walked = mark?.row ?? null;
      if (mark) this.say(mark.text);
    } else if ((event.key === "Enter" || event.key === " ") && this.canPick && Number.isInteger(this.walked)) {
      this.state.pick(this.tile, [this.walked], event.shiftKey);
    } else return;
    event.preventDefault();
  }
}

/** What is picked on a tile, in words. */
export function pickLabel({ answer }, rows, keys) {
  const values = keys.map((_, group) => [...new Set(rows.map((row) => answer.table.rows[row][group]))]);
  const said = values.map((all, group) => `${answer.table.columns[group].name}: ${all.length > 3 ? `${all.length} values` : all.map((value) => (value === null ? "none" : formatCell(value, JSON.stringify(answer.formats[group] ?? {})))).join(", ")}`);
  return said.join(", ");
}
