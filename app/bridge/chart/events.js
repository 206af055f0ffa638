// What a person does on a chart, told in rows of the answer.
import { normal, rowsOf } from "./rows.js";

const TOUCH_HOLD_MS = 550;
// Items of these hold several figures, not their place.
const HELD = new Set(["boxplot", "candlestick"]);

/** Calls back with the rows picked by a click: a mark's own, or those at the click's place on a category axis. */
export function listenPick(handle, pick) {
  const { chart } = handle;
  chart.on("click", (params) => {
    const rows = rowsOf(normal(params.data));
    if (rows.length > 0) pick(rows, isAdditive(params.event?.event));
  });
  chart.getZr().on("click", ({ target, offsetX, offsetY, event }) => {
    if (target || handle.brushing) return;
    const rows = rowsAt(handle, [offsetX, offsetY]);
    if (rows.length > 0) pick(rows, isAdditive(event));
  });
}

/** Calls back with the ranges of a brush, each `[from, to]` in the axis' own values, and the rows inside. */
export function listenBrush(handle, brushed) {
  const { chart } = handle;
  let drawn = null;
  // While the brush is being drawn it is told once a frame at most; drawing the chart anew would take it from the pointer.
  chart.on("brush", ({ areas }) => {
    if (!areas?.length || areas[0].coordRange === undefined) return;
    handle.held = true;
    if (!drawn) requestAnimationFrame(() => {
      const area = drawn;
      drawn = null;
      if (area && handle.held && !chart.isDisposed()) brushed({ ...rangesOf(handle.option, area), live: true });
    });
    drawn = areas[0];
  });
  chart.on("brushEnd", ({ areas }) => {
    handle.held = false;
    drawn = null;
    handle.brushing = areas.length > 0;
    // The click that ends a drag comes right after it, and is no pick.
    setTimeout(() => { handle.brushing = false; });
    if (areas.length === 0) return;
    const ranges = rangesOf(handle.option, areas[0]);
    setTimeout(() => { if (!chart.isDisposed()) chart.dispatchAction({ type: "brush", areas: [] }); });
    handle.redraw();
    brushed(ranges);
  });
  handle.brushWanted = true;
  armBrush(handle);
}

/** Makes a drag on the chart a brush, where there is a mouse: a finger's drag scrolls the page. */
export function armBrush(handle) {
  if (!handle.brushWanted || !handle.option?.brush || !matchMedia("(pointer: fine)").matches) return;
  const x = [handle.option.xAxis].flat()[0];
  const y = [handle.option.yAxis].flat()[0];
  const brushType = x?.type === "category" ? (y?.type === "category" ? "rect" : "lineX") : y?.type === "category" ? "lineY" : handle.option.series[0]?.type === "scatter" ? "rect" : "lineX";
  handle.chart.dispatchAction({ type: "takeGlobalCursor", key: "brush", brushOption: { brushType, brushMode: "single" } });
}

/** Keeps the row under a right click, for the menu that opens right after. */
export function followMark(handle) {
  handle.under = null;
  handle.chart.on("contextmenu", ({ data }) => { handle.under = rowsOf(normal(data))[0] ?? null; });
}

/** Calls back on a right click, a long press or the menu key: the row under it (null on empty ground) and its place on the page. */
export function listenMenu(handle, menu) {
  const { element } = handle;
  const opened = (event) => {
    event.preventDefault();
    // The menu key is heard as a key, with the mark that the arrow keys have walked to.
    if (event.button === 0 && event.pointerType !== "touch") return;
    const { left, top } = element.getBoundingClientRect();
    const place = [event.clientX, event.clientY];
    const under = handle.under ?? rowsAt(handle, [place[0] - left, place[1] - top])[0] ?? null;
    handle.under = null;
    menu(under, ...place);
  };
  element.addEventListener("contextmenu", opened);
  // Safari on a phone sends no contextmenu for a long press.
  let timer = 0;
  const cancel = () => clearTimeout(timer);
  const held = ({ pointerType, clientX, clientY }) => {
    cancel();
    if (pointerType === "touch") timer = setTimeout(() => opened({ clientX, clientY, preventDefault() {} }), TOUCH_HOLD_MS);
  };
  element.addEventListener("pointerdown", held);
  for (const kind of ["pointerup", "pointercancel", "pointermove"]) element.addEventListener(kind, cancel);
}

function isAdditive(event) {
  return Boolean(event?.shiftKey || event?.ctrlKey || event?.metaKey);
}

// All rows at the nearest place of the category or time axis.
function rowsAt({ chart, option }, point) {
  const gridIndex = option?.xAxis ? [option.grid].flat().findIndex((_, index) => chart.containPixel({ gridIndex: index }, point)) : -1;
  if (gridIndex < 0) return [];
  const [x, y] = chart.convertFromPixel({ gridIndex }, point);
  const { axes, series } = onGrid(option, gridIndex);
  const horizontal = axes[1]?.type === "category" && axes[0]?.type !== "category";
  if (axes[0]?.type === "value" && !horizontal) return [];
  if (series.every(({ type, data = [] }) => type === "heatmap" || (type === "scatter" && !data[0]?.tip))) return [];
  const at = horizontal ? y : x;
  const rows = series.flatMap(({ data = [], type }) => rowsOf(nearest(data, at, horizontal ? 1 : 0, HELD.has(type))));
  return [...new Set(rows)];
}

// The first two axes of one of the small multiples, and what is drawn on it; the whole where there is one chart only.
function onGrid({ xAxis, yAxis, series }, gridIndex) {
  const axis = (all) => [all].flat().find((each) => (each.gridIndex ?? 0) === gridIndex);
  const gridOf = ({ xAxisIndex = 0 }) => [xAxis].flat()[xAxisIndex]?.gridIndex ?? 0;
  return { axes: [axis(xAxis), axis(yAxis)], series: series.filter((each) => gridOf(each) === gridIndex) };
}

function nearest(data, at, dimension, isHeld) {
  const first = data[0]?.value ?? data[0];
  if (!Array.isArray(first) || isHeld) return data[Math.round(at)];
  const distance = (item) => Math.abs(place(item, 0, dimension) - at);
  return data.reduce((best, item) => (best === null || distance(item) < distance(best) ? item : best), null);
}

function rangesOf(option, { coordRange, brushType, panelId }) {
  const grid = [option.grid].flat().findIndex(({ id }) => panelId === `grid--${id}`);
  const { axes, series } = onGrid(option, Math.max(0, grid));
  const spans = brushType === "rect" ? coordRange : brushType === "lineY" ? [null, coordRange] : [coordRange, null];
  const isInside = (item, index) => spans.every((span, dimension) => {
    const at = span && place(item, index, dimension, axes[dimension]);
    return !span || (at >= Math.min(...span) && at <= Math.max(...span));
  });
  const rows = series.flatMap(({ data = [] }) => data.filter(isInside).flatMap(rowsOf));
  return { x: named(axes[0], spans[0]), y: named(axes[1], spans[1]), rows: [...new Set(rows)] };
}

// Where an item is on an axis, as a number: a category's index, a time's milliseconds.
function place(item, index, dimension, axis) {
  const value = item?.value ?? item;
  if (!Array.isArray(value)) return axis?.type === "category" ? index : value;
  const own = value[dimension];
  if (typeof own === "number") return own;
  return axis?.type === "category" ? axis.data.findIndex((each) => (each?.value ?? each) === own) : new Date(own).getTime();
}

function named(axis, span) {
  if (!span || !axis) return null;
  const ends = [Math.min(...span), Math.max(...span)];
  if (axis.type === "time") return ends.map(isoLocal);
  if (axis.type !== "category") return ends;
  const last = (axis.data?.length ?? 1) - 1;
  return ends.map((index) => axis.data?.[Math.min(last, Math.max(0, Math.round(index)))]).map((item) => item?.value ?? item);
}

// Dates of ours have no zone: ECharts read them as local, so they are told as local.
function isoLocal(milliseconds) {
  const moment = new Date(milliseconds);
  return new Date(milliseconds - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
