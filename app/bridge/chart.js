// Charts: the one place that touches ECharts. Options come as plain JSON; rows and pictures go back.
// Loaded when the first chart is drawn; see `sextantLoad` in boot.js.
import * as echarts from "echarts/core";
import { armBrush, followMark, listenBrush, listenMenu, listenPick } from "./chart/events.js";
import { formatShort, formatValue } from "./chart/format.js";
import { marksOf } from "./chart/marks.js";
import { waitFor } from "./chart/needs.js";
import { prepare } from "./chart/option.js";
import { enqueue, flush, forget } from "./chart/queue.js";
import { rowsOf } from "./chart/rows.js";
import { readColors, readTheme } from "./chart/theme.js";
import { sentence } from "./chart/tooltip.js";
import "./chart/usual.js";

// Where many charts are seen at once, none of them moves: each frame would draw all of them.
const FEW = 3;

const handles = new Set();
const CONTRAST = matchMedia("(prefers-contrast: more), (forced-colors: active)");
const parsedFormats = new Map();

// Paper is light, and who needs more contrast has other colours: what is shown takes them, and then those of the screen again.
for (const media of [CONTRAST, matchMedia("print")]) {
  media.addEventListener("change", () => {
    theme();
    for (const { chart } of handles) chart.getZr().flush();
  });
}

/** A chart in `element`; it follows the element's size by itself. */
export function create(element, dark = false) {
  const chart = echarts.init(element, { ...readTheme(element), darkMode: dark }, { renderer: "canvas" });
  const handle = { chart, element, json: null, picked: null, option: null, meta: {}, walked: -1, held: false, isStale: false, listening: [] };
  handle.redraw = () => {
    if (handle.isStale) draw(handle, true);
  };
  handle.observer = new ResizeObserver(() => resize(handle));
  handle.observer.observe(element);
  handles.add(handle);
  return handle;
}

/** Draws `json`; marks whose row is not in `picked` are dimmed, unless `picked` is null. A promise where something has to be loaded first. */
export function set(handle, json, picked = null) {
  Object.assign(handle, { json, picked: picked ?? null });
  const waited = waitFor(json);
  if (!waited) return show(handle);
  return waited.then(
    (more) => {
      if (handle.chart.isDisposed()) return;
      if (!handle.more) renew(handle);
      handle.more = more;
      if (handle.json === json) show(handle);
    },
    // The kind could not be loaded: the console tells why, and the table has the figures.
    (problem) => console.error(problem),
  );
}

/** Tells of picks: `heard(rows: number[], additive: boolean)`. */
export function onPick(handle, heard) {
  listen(handle, () => listenPick(handle, heard));
}

/** Tells of brushes: `heard({ x: [from, to] | null, y: [from, to] | null, rows: number[] })`. */
export function onBrush(handle, heard) {
  listen(handle, () => listenBrush(handle, heard));
}

/** Tells of right clicks, long presses and the menu key: `heard(row: number | null, clientX, clientY)`. */
export function onMenu(handle, heard) {
  listen(handle, () => followMark(handle));
  listenMenu(handle, heard);
}

/** Fits the chart into its element; called by itself when the element's size changes. */
export function resize(handle) {
  const { chart, element } = handle;
  const { clientWidth: width, clientHeight: height } = element;
  if (chart.isDisposed() || width === 0 || height === 0 || (chart.getWidth() === width && chart.getHeight() === height)) return;
  chart.resize();
  if (handle.option) draw(handle, true);
}

/** Takes the page's colours again, after they changed: for one chart, or for all. */
export function theme(handle) {
  for (const each of handle ? [handle] : handles) {
    flush(each);
    each.chart.setTheme(readTheme(each.element));
    if (each.option) draw(each, true);
  }
}

/** Moves the highlight by `step` marks and says what is there, for the keyboard: `{ row, text }`, or null when there are none. */
export function walk(handle, step) {
  flush(handle);
  const { chart, option, meta } = handle;
  const marks = marksOf(option);
  if (marks.length === 0) return null;
  handle.walked = Math.min(marks.length - 1, Math.max(0, handle.walked + step));
  const { seriesIndex, dataIndex, dataType, item } = marks[handle.walked];
  chart.dispatchAction({ type: "downplay" });
  chart.dispatchAction({ type: "highlight", seriesIndex, dataIndex, dataType });
  chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex, dataType });
  const series = option.series[seriesIndex];
  const value = item !== null && typeof item === "object" && !Array.isArray(item) ? item.value : item;
  const params = { seriesIndex, dataIndex, seriesType: series.type, seriesName: series.name, value, data: item, name: item?.name ?? "" };
  return { row: rowsOf(item)[0] ?? null, text: sentence(params, option, meta) };
}

/** What takes charts and all around them out of the page: a promise of paper.js. */
export function paper() {
  return import("./paper.js");
}

/** Frees the chart; its element stays. */
export function dispose(handle) {
  handle.observer.disconnect();
  forget(handle);
  handles.delete(handle);
  handle.chart.dispose();
}

/** A value in full, as tables and figures show it. */
export function formatCell(value, formatJson) {
  return formatValue(value, parsedFormat(formatJson));
}

/** A value as short as an axis shows it: 12k, 3.4M. */
export function formatCompact(value, formatJson) {
  return formatShort(value, parsedFormat(formatJson));
}

// ECharts gives a chart only the layouts that were there when it was made.
function renew(handle) {
  handle.chart.dispose();
  const darkMode = document.documentElement.dataset.theme === "dark";
  handle.chart = echarts.init(handle.element, { ...readTheme(handle.element), darkMode }, { renderer: "canvas" });
  for (const attach of handle.listening) attach();
}

// Listens to the chart, and again to one that takes its place.
function listen(handle, attach) {
  handle.listening.push(attach);
  attach();
}

function parsedFormat(json) {
  if (!json) return undefined;
  if (!parsedFormats.has(json)) parsedFormats.set(json, JSON.parse(json));
  return parsedFormats.get(json);
}

// While a brush is held the chart under it stays as it is.
function show(handle) {
  if (handle.held) handle.isStale = true;
  else enqueue(handle, () => draw(handle));
}

function draw(handle, still = false) {
  handle.isStale = false;
  Object.assign(handle, prepared(handle, still));
  handle.chart.setOption(handle.option, { notMerge: true });
  armBrush(handle);
}

function prepared({ chart, element, json, more, picked }, still) {
  const quiet = still || handles.size > FEW || matchMedia("(prefers-reduced-motion: reduce)").matches;
  return prepare(json, { picked, width: chart.getWidth(), height: chart.getHeight(), colors: readColors(element), still: quiet, hasPatterns: CONTRAST.matches, more });
}
