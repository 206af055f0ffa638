// What a mark says when pointed at. Built as elements, so that no value is ever read as markup.
import { formatValue } from "./format.js";

const MOST_LINES = 12;

/** A tooltip formatter for an option whose columns are described by `meta`. */
export function tooltipFor(option, meta) {
  return (given) => {
    const list = Array.isArray(given) ? given.filter((params) => toldBy(params) || !isEmpty(params.value)) : [given];
    return list.length === 0 ? "" : draw(describe(list, option, meta));
  };
}

/** What the tooltip would say, as one line of text. */
export function sentence(params, option, meta) {
  const { title, lines } = describe([params], option, meta);
  return [title, ...lines.map(({ label, text }) => (label ? `${label} ${text}` : text))].filter(Boolean).join(", ");
}

function describe(list, option, meta) {
  const [first] = list;
  if (toldBy(first)) return { title: toldBy(first).title, lines: list.flatMap(linesTold) };
  const axes = { x: axisOf(option.xAxis, first), y: axisOf(option.yAxis, first) };
  const formatOf = (column) => meta.formats?.[column];
  if (list.length === 1 && first.data?.tip) return { title: titleOf(first, axes, meta, formatOf), lines: ownLines(first, formatOf) };
  if (isCartesian(first) && axes.x && axes.y) {
    if ((first.seriesType === "scatter" && !first.data?.tip) || first.seriesType === "heatmap") return describePoint(first, axes, meta, formatOf);
    const category = axes.x.type === "value" || axes.x.type === "log" ? "y" : "x";
    const title = formatValue(placeOf(first, category, axes), formatOf(columnOf(meta, category))) || "(empty)";
    return { title, lines: list.flatMap((params) => (params.data?.tip ? ownLines(params, formatOf) : [describeSeries(params, category === "x" ? 1 : 0, meta, formatOf)])) };
  }
  const column = meta.series?.[first.seriesIndex];
  const share = first.percent === undefined ? "" : ` (${first.percent.toFixed(first.percent < 10 ? 1 : 0)} %)`;
  const title = formatValue(first.name, formatOf(meta.axes?.x)) || first.name;
  return { title, lines: [{ color: first.color, label: column ?? "", text: formatValue(numberOf(first.value), formatOf(column) ?? { kind: "number" }) + share }] };
}

// What the engine says of a mark itself.
function ownLines({ data, color }, formatOf) {
  const write = ({ value, column }) => formatValue(value, formatOf(column) ?? { kind: typeof value === "number" ? "number" : "plain" });
  return data.tip.map((line, index) => ({ color: index === 0 ? color : undefined, label: line.label, text: write(line) + (line.beside ? ` (${write(line.beside)})` : "") }));
}

function titleOf(params, axes, meta, formatOf) {
  const { title, of } = params.data;
  if (title !== undefined) return title;
  if (!axes.x || !axes.y || params.seriesType === "heatmap" || (axes.x.type === "value" && axes.y.type === "value")) return params.name ?? "";
  const category = axes.x.type === "value" || axes.x.type === "log" ? "y" : "x";
  const place = formatValue(placeOf(params, category, axes), formatOf(columnOf(meta, category))) || "(empty)";
  return of === undefined ? place : `${of}, ${place}`;
}

// The column along an axis; of several axes, along the first.
function columnOf(meta, direction) {
  const columns = meta.axes?.[direction];
  return Array.isArray(columns) ? columns[0] : columns;
}

// What the engine has written for a mark.
function toldBy({ data }) {
  return (Array.isArray(data) ? data.at(-1) : data)?.told;
}

function linesTold(params) {
  const lines = toldBy(params)?.lines ?? [];
  return lines.map(([label, text], place) => ({ color: place === 0 ? params.color : undefined, label, text }));
}

function describeSeries(params, place, meta, formatOf) {
  const column = meta.series?.[params.seriesIndex];
  const value = Array.isArray(params.value) ? params.value[place] : params.value;
  return { color: params.color, label: params.seriesName?.startsWith("series\u0000") ? "" : params.seriesName, text: formatValue(value, formatOf(column) ?? formatOf(meta.axes?.y) ?? { kind: "number" }) };
}

function describePoint(params, axes, meta, formatOf) {
  const [x, y, ...rest] = params.value;
  const at = (axis, value, column) => formatValue(axis.type === "category" && Number.isInteger(value) ? textOf(axis.data?.[value]) : value, formatOf(column) ?? { kind: axis.type === "category" ? "text" : "number" });
  const measure = meta.series?.[params.seriesIndex];
  const lines = [
    { label: meta.axes?.x ?? "", text: at(axes.x, x, meta.axes?.x) },
    { label: meta.axes?.y ?? "", text: at(axes.y, y, meta.axes?.y) },
    ...rest.slice(0, 1).map((value) => ({ color: params.color, label: measure ?? "", text: formatValue(value, formatOf(measure) ?? { kind: "number" }) })),
  ];
  return { title: params.name && params.seriesType === "scatter" ? params.name : "", lines };
}

function draw({ title, lines }) {
  const box = document.createElement("div");
  if (title) box.append(part("div", title, "font-weight:600;max-width:32em;white-space:normal"));
  for (const { color, label, text } of lines.slice(0, MOST_LINES)) {
    const line = part("div", "", "display:flex;gap:8px;align-items:center;font-variant-numeric:tabular-nums");
    if (typeof color === "string") line.append(part("span", "", `flex:none;width:8px;height:8px;border-radius:2px;background:${color}`));
    if (label) line.append(part("span", label, "opacity:.75;max-width:24em;overflow:hidden;text-overflow:ellipsis"));
    line.append(part("span", text || "no value", "margin-left:auto;padding-left:12px;font-weight:600"));
    box.append(line);
  }
  if (lines.length > MOST_LINES) box.append(part("div", `and ${lines.length - MOST_LINES} more`, "opacity:.75"));
  return box;
}

function part(name, text, css) {
  const element = document.createElement(name);
  element.textContent = text;
  element.style.cssText = css;
  return element;
}

function isCartesian({ seriesType, value }) {
  return value !== undefined && ["bar", "line", "scatter", "heatmap", "effectScatter", "boxplot", "candlestick", "custom"].includes(seriesType);
}

function axisOf(axes, params) {
  const list = [axes ?? []].flat();
  return list[params?.axisDim && params.axisIndex ? params.axisIndex : 0] ?? null;
}

function placeOf(params, dimension, axes) {
  const axis = axes[dimension];
  if (["boxplot", "candlestick"].includes(params.seriesType)) return textOf(axis.data?.[params.dataIndex]) ?? params.name;
  if (Array.isArray(params.value)) {
    const value = params.value[dimension === "x" ? 0 : 1];
    return axis.type === "category" && Number.isInteger(value) && axis.data ? textOf(axis.data[value]) : value;
  }
  return axis.type === "category" ? textOf(axis.data?.[params.dataIndex]) ?? params.name : params.axisValue ?? params.name;
}

function textOf(item) {
  return item !== null && typeof item === "object" ? item.value : item;
}

function numberOf(value) {
  return Array.isArray(value) ? value.at(-1) : value;
}

function isEmpty(value) {
  const last = Array.isArray(value) ? value.at(-1) : value;
  return last === null || last === undefined || last === "-";
}
