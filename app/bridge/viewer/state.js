// What is picked on the tiles and what the filters are set to, as filters that carried tables understand:
// `{ keys: [side], ways: [[test of each side's value]], label }`.
import { restName } from "./cube.js";

/** The picks and filters of one page; `changed()` is called after each change. */
export class State {
  constructor(page, changed) {
    this.page = page;
    this.changed = changed;
    this.picks = new Map();
    this.settings = new Map(page.controls.map((control) => [control.id, control.filter ?? null]));
  }

  /** Picks rows of a tile's answer: in place of those before, or beside them; the same again lets go. */
  pick(tile, rows, isAdded) {
    const before = this.picks.get(tile.id) ?? [];
    const isSame = rows.every((row) => before.includes(row)) && (isAdded || rows.length === before.length);
    const now = isAdded ? (isSame ? before.filter((row) => !rows.includes(row)) : [...new Set([...before, ...rows])]) : isSame ? [] : rows;
    if (now.length > 0) this.picks.set(tile.id, now);
    else this.picks.delete(tile.id);
    this.changed();
  }

  /** Picks what a brush holds; nothing held changes nothing. */
  hold(tile, rows) {
    if (rows.length === 0 || rows.join() === (this.picks.get(tile.id) ?? []).join()) return;
    this.picks.set(tile.id, rows);
    this.changed();
  }

  clear(id) {
    this.picks.delete(id);
    this.changed();
  }

  /** Takes every pick away; false when there was none. */
  clearAll() {
    if (this.picks.size === 0) return false;
    this.picks.clear();
    this.changed();
    return true;
  }

  set(control, filter) {
    this.settings.set(control.id, filter);
    this.changed();
  }

  /** What a tile is filtered by: the filters that reach it, and the picks of others over its dataset. */
  filtersFor(tile) {
    const set = this.page.controls.filter(({ id, tiles }) => this.settings.get(id) && tiles.includes(tile.id));
    const others = this.page.tiles.filter(({ id, dataset }) => id !== tile.id && dataset === tile.dataset && this.picks.has(id));
    return [...set.map((control) => controlFilter(control, this.settings.get(control.id))), ...others.map((other) => pickFilter(other, this.picks.get(other.id)))];
  }
}

/** The picked rows of a tile as a filter. */
export function pickFilter({ keys, answer, recipe }, rows) {
  const { rows: all } = answer.table;
  const ways = rows.map((row) => keys.map((_, group) => {
    const value = all[row][group];
    if (recipe.other === group && value === restName(all, group)) {
      const named = new Set(all.map((other) => JSON.stringify(other[group])));
      return (found) => !named.has(JSON.stringify(found));
    }
    return (found) => found === value;
  }));
  return { keys, ways };
}

/** What a filter is set to, as a filter of rows. */
export function controlFilter({ key, column }, filter) {
  return { keys: [key], ways: [[testOf(filter)]], label: column };
}

function testOf(filter) {
  const [[kind, said]] = Object.entries(filter);
  if (kind === "in") {
    const values = new Set(said.values.map((value) => JSON.stringify(value)));
    return (value) => values.has(JSON.stringify(value));
  }
  if (kind === "contains") {
    const text = said.text.toLowerCase();
    return (value) => value !== null && String(value).toLowerCase().includes(text);
  }
  const [low, high] = kind === "between" ? [said.low, said.high] : said.is === "at_least" || said.is === "greater" ? [said.value, null] : [null, said.value];
  return (value) => value !== null && (low === null || value >= comparable(low, value)) && (high === null || value <= comparable(high, value));
}

// A day is compared with days: a bound may be a moment of one.
function comparable(bound, value) {
  return typeof value === "string" && typeof bound === "string" ? bound.slice(0, value.length) : bound;
}
