// An answer as a table, and one figure, large.
import { formatCell } from "../chart.js";
import { make } from "./make.js";

/** A table of an answer's rows; `press(row, isAdded)` hears what is picked. */
export function tableOf({ table, formats }, { picked, press, label }) {
  const head = make("tr", {}, ...table.columns.map(({ name }, index) => make("th", { scope: "col", class: isNumber(formats[index]) ? "number" : "" }, name)));
  const body = table.rows.map((cells, row) => {
    const look = [press && "pickable", picked && (picked.includes(row) ? "picked" : "dimmed")].filter(Boolean).join(" ");
    const pressed = (event) => press(row, event.shiftKey || event.ctrlKey || event.metaKey);
    const keyed = (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      pressed(event);
    };
    const listeners = press ? { onclick: pressed, onkeydown: keyed, tabIndex: 0, "aria-selected": picked ? String(picked.includes(row)) : undefined } : {};
    return make("tr", { class: look, ...listeners }, ...cells.map((cell, index) => make("td", { class: isNumber(formats[index]) ? "number" : "" }, written(cell, formats[index]))));
  });
  return make("div", { class: "sheet", tabIndex: 0, role: "region", "aria-label": label }, make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)));
}

/** The first figure of an answer with the others beside it; the last one where it is followed over time. */
export function figureOf({ table, formats, chart, kept }) {
  const column = (name) => table.columns.findIndex((one) => one.name === name);
  const [measured, time] = [column(chart.y?.[0]), column(chart.x)];
  const index = measured < 0 ? table.columns.length - 1 : measured;
  const rows = kept ? kept.map((row) => table.rows[row]) : table.rows;
  const cell = (row, place) => written(row?.[place] ?? null, formats[place]) || "–";
  const name = table.columns[index]?.name ?? "";
  if (time >= 0 && rows.length > 1) {
    const points = rows.filter((row) => row[time] !== null && row[index] !== null).sort((one, other) => (one[time] < other[time] ? -1 : 1));
    const [before, last] = [points.at(-2), points.at(-1)];
    const part = before && Number(before[index]) !== 0 ? (last[index] - before[index]) / Math.abs(before[index]) : null;
    const change = part === null ? null : make("span", { class: "change" }, make("b", {}, `${part > 0 ? "+" : ""}${written(part, { kind: "percent", decimals: 1 })}`), ` since ${cell(before, time)}`);
    return figure(cell(last, index), last ? `${name}, ${cell(last, time)}` : name, change);
  }
  const others = (chart.y ?? []).slice(1).map((other) => make("span", {}, `${other} `, make("b", {}, cell(rows[0], column(other)))));
  return figure(cell(rows[0], index), name, others.length > 0 ? make("div", { class: "others" }, ...others) : null);
}

function figure(text, name, more) {
  return make("div", { class: "figure" }, make("span", { class: "value", title: text }, text), make("span", { class: "name" }, name), more);
}

/** A value as a reader sees it. */
export function written(value, format) {
  return formatCell(value, JSON.stringify(format ?? {}));
}

function isNumber(format) {
  return ["number", "integer", "percent"].includes(format?.kind);
}
