// Puts other figures into a chart's option: every mark says which rows of the answer it stands for.
import { rowsOf } from "../chart/rows.js";

const ADDED = new Set(["count", "sum", "share"]);

/** How figures get into an option: `{ draw(made) }` gives the option as JSON; null when some mark's figure is not one of the answer's. */
export function patcher(option, rows, groupCount, figures) {
  const spots = [];
  const bare = [];
  [option.series ?? []].flat().forEach((series, index) => {
    const marks = [...marksOf(series.data, ["data"]), ...marksOf(series.links, ["links"])];
    const own = marks.filter(({ item }) => rowsOfMark(item).length > 0);
    if (own.length === 0) bare.push(index);
    for (const { item, path } of own) spots.push({ path: ["series", index, ...path], item, rows: rowsOfMark(item) });
  });
  const found = spots.map((spot) => ({ ...spot, leaves: leavesOf(spot, rows, groupCount, figures) }));
  if (found.length === 0 || found.some(({ leaves }) => leaves === null)) return null;
  return { draw: (made) => drawn(option, found, bare, made) };
}

function drawn(option, found, bare, made) {
  const copy = structuredClone(option);
  if (!Array.isArray(copy.series)) copy.series = [copy.series];
  for (const { path, leaves, rows } of found) {
    const isThere = rows.some((row) => made[row].isThere);
    for (const { at, figure } of leaves) put(copy, [...path, ...at], isThere ? together(rows, figure, made) : null);
    // What it says of its part of others is of all rows.
    delete path.reduce((inner, key) => inner[key], copy).told;
  }
  for (const map of [copy.visualMap ?? []].flat()) rescale(map, found, made);
  // Totals, trends and the like are of all rows: better none than wrong ones.
  for (const index of bare) copy.series[index].data = [];
  if (copy.sextant) delete copy.sextant.description;
  return JSON.stringify(copy);
}

// Colours go from the lowest to the highest of what is there.
function rescale(map, found, made) {
  const figures = found.flatMap(({ rows, leaves }) => leaves.map(({ figure }) => together(rows, figure, made))).filter((value) => value !== null);
  if (map.type === "piecewise" || figures.length === 0) return;
  Object.assign(map, { min: Math.min(...figures), max: Math.max(...figures) });
  delete map.text;
}

// Where in a mark its figures stand; null when its value holds none of them.
function leavesOf({ item, rows: own }, rows, groupCount, figures) {
  const values = figures.map(({ how }, figure) => (own.length === 1 || ADDED.has(how) ? sumOf(own.map((row) => rows[row][groupCount + figure])) : undefined));
  const found = [];
  const taken = new Set();
  const look = (value, at) => {
    if (Array.isArray(value)) {
      for (let place = value.length - 1; place >= 0; place -= 1) look(value[place], [...at, place]);
    } else if (typeof value === "number") {
      const figure = values.findIndex((known, index) => !taken.has(index) && isSame(known, value));
      if (figure >= 0) {
        taken.add(figure);
        found.push({ at, figure });
      }
    }
  };
  const isArray = Array.isArray(item);
  look(isArray ? item.slice(0, -1) : item.value, isArray ? [] : ["value"]);
  if (found.length === 0) return values.every((value) => value === null || value === undefined) ? [] : null;
  if (!isArray) {
    for (const [place, line] of (Array.isArray(item.tip) ? item.tip : []).entries()) {
      const figure = values.findIndex((known) => isSame(known, line?.value));
      if (figure >= 0) found.push({ at: ["tip", place, "value"], figure });
    }
  }
  return found;
}

function marksOf(items, path) {
  return (items ?? []).flatMap((item, place) => {
    if (item === null || typeof item !== "object") return [];
    return [{ item, path: [...path, place] }, ...marksOf(item.children, [...path, place, "children"])];
  });
}

// A mark as an object, or with what it says of itself behind its numbers.
function rowsOfMark(item) {
  return rowsOf(Array.isArray(item) ? item.at(-1) : item);
}

function together(rows, figure, made) {
  const values = rows.map((row) => made[row].figures[figure]).filter((value) => value !== null);
  return values.length === 0 ? null : sumOf(values);
}

function sumOf(values) {
  return values.length === 1 ? values[0] : values.reduce((sum, value) => sum + (Number(value) || 0), 0);
}

function isSame(known, value) {
  return typeof known === "number" && typeof value === "number" && Math.abs(known - value) <= 1e-9 * Math.max(1, Math.abs(known));
}

function put(object, path, value) {
  const holder = path.slice(0, -1).reduce((inner, key) => inner[key], object);
  holder[path.at(-1)] = value;
}
