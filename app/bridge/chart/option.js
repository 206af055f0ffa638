// From the plain JSON that the engine draws to an option with formatters, fitted labels and dimmed marks.
import { fitAxis } from "./axes.js";
import { formatShort, formatValue } from "./format.js";
import { furnish, furnishRadar } from "./furnish.js";
import { dye } from "./hues.js";
import { drawOwn } from "./render.js";
import { dimUnpicked, normal } from "./rows.js";
import { tooltipFor } from "./tooltip.js";

const WHEEL_ONLY_WITH_CONTROL = { zoomOnMouseWheel: "ctrl", moveOnMouseMove: "shift", moveOnMouseWheel: false, preventDefaultMouseMove: false };

// A part in percent is as wide as this, with the gap between bars.
const WIDEST_PART = 44;

// Names that are cut to fewer letters say nothing.
const ENOUGH_LETTERS = 12;
const BRUSH = { toolbox: [], throttleType: "debounce", throttleDelay: 120, outOfBrush: { colorAlpha: 1 } };

/** The option to hand to ECharts, and what was known of its columns. */
export function prepare(json, { picked, width, height, colors, still, hasPatterns, more }) {
  const { sextant: meta = {}, ...option } = JSON.parse(json);
  const formatOf = (column) => meta.formats?.[column];
  const measure = formatOf(meta.series?.[0]);
  const fitted = (axes, direction, room, fallback) => mapEach(axes, (axis, index) => fitAxis(axis, formatOf(columnOf(meta.axes?.[direction], index)) ?? (axis.type === "category" ? undefined : fallback), direction, room));
  const prepared = {
    ...option,
    animation: !still,
    animationDuration: 200,
    animationDurationUpdate: 200,
    aria: { enabled: true, decal: { show: Boolean(hasPatterns) }, ...(meta.description ? { label: { enabled: true, description: meta.description } } : {}) },
    series: [option.series ?? []].flat().map((series) => drawn(series, meta, formatOf, picked, { width, height, band: bandOf(option, width), colors, still }, more)),
  };
  const { columns = 1, rows = 1 } = meta.facets ?? {};
  // Each further axis of values takes room at the side.
  const sides = 80 + (meta.facets ? 0 : 56 * ([option.yAxis ?? {}].flat().length - 1));
  if (option.xAxis) prepared.xAxis = fitted(option.xAxis, "x", width / columns - sides, measure);
  if (option.yAxis) prepared.yAxis = fitted(option.yAxis, "y", height / rows - 60, measure);
  if (option.title) prepared.title = mapEach(option.title, ({ small, ...title }) => (small ? { ...title, textStyle: { fontSize: 12, width: width / columns - 16, overflow: "truncate" } } : title));
  for (const name of ["angleAxis", "radiusAxis"]) if (option[name]) prepared[name] = fitRound(option[name], option[name].type === "category" ? formatOf(columnOf(meta.axes?.x, 0)) : measure);
  if (option.legend) prepared.legend = mapEach(option.legend, (legend) => ({ type: "scroll", top: 2, left: 8, right: 8, ...legend, formatter: (name) => shorten(name) }));
  if (option.radar) prepared.radar = furnishRadar(option.radar, { width, height }, Boolean(option.legend));
  if (option.dataZoom) prepared.dataZoom = mapEach(option.dataZoom, (zoom) => (zoom.type === "inside" ? { ...WHEEL_ONLY_WITH_CONTROL, ...zoom } : { brushSelect: false, showDetail: false, height: 22, bottom: 10, ...zoom }));
  if (option.visualMap) prepared.visualMap = mapEach(option.visualMap, (map) => ({ ...map, formatter: (value) => formatShort(value, measure) }));
  const pointer = prepared.series.some(({ type }) => type === "bar") ? { axisPointer: { type: "shadow" } } : {};
  prepared.tooltip = { confine: true, ...pointer, ...option.tooltip, formatter: tooltipFor(prepared, meta) };
  if (option.xAxis) prepared.grid = mapEach(option.grid ?? {}, (grid, index) => ({ id: `grid ${index}`, ...roomAround(option), ...grid }));
  const brushed = meta.facets ? "all" : 0;
  if (option.xAxis && !option.brush) Object.assign(prepared, { toolbox: { show: false }, brush: { ...BRUSH, xAxisIndex: brushed, yAxisIndex: brushed } });
  return { option: prepared, meta };
}

function drawn(series, meta, formatOf, picked, size, more) {
  const index = series.encode?.y ?? series.name;
  const format = formatOf(meta.labels) ?? formatOf(index) ?? formatOf(meta.series?.[0]) ?? { kind: "number" };
  const items = series.type === "themeRiver" ? series.data : series.data?.map(normal);
  const dyed = dye({ ...series, data: items }, size.colors);
  const dimmed = dimUnpicked(furnish(dyed, format, size, more), picked);
  const marked = drawOwn(dimmed, (value) => formatLabel(value, format), size.colors.named.ink);
  marked.labelLayout ??= { hideOverlap: true };
  marked.universalTransition ??= !size.still;
  if (series.label?.show && marked.label?.formatter === undefined && series.type !== "pie") {
    const outside = series.type === "bar" && !series.stack ? { position: "outside" } : {};
    marked.label = { ...outside, ...marked.label, formatter: ({ value, data }) => formatLabel(data?.tip ? data.tip[0].value : Array.isArray(value) ? value.at(-1) : value, format) };
  }
  for (const kind of ["markLine", "markArea"]) {
    // A name is read on the chart's own ground, whatever is drawn below it.
    const ground = kind === "markLine" ? { backgroundColor: size.colors.named.ground, padding: [2, 4], borderRadius: 3 } : {};
    if (series[kind]) marked[kind] = { ...series[kind], label: { ...ground, ...series[kind].label, formatter: ({ name }) => shorten(name ?? "", 40) } };
  }
  if (series.endLabel?.seriesName) marked.endLabel = { ...series.endLabel, formatter: ({ seriesName }) => seriesName };
  if (series.type === "heatmap" && series.label?.show && !fits(series.data, size.width)) marked.label = { show: false };
  if (series.type === "bar" && series.stack && series.label?.show && size.band < WIDEST_PART) marked.label = { show: false };
  if (series.type === "line") marked.showSymbol ??= (series.data?.length ?? 0) < 2;
  if (series.type === "bar" && series.stack) marked.itemStyle = { borderRadius: 0, ...series.itemStyle };
  if (series.type === "pie") {
    const axis = formatOf(meta.axes?.x);
    marked.center ??= ["50%", "54%"];
    const letters = lettersBeside(size);
    const named = (name) => formatValue(name, axis) || name;
    // The legend has the names where they would be cut.
    const cuts = series.data?.some((item) => named(item?.name ?? "").length > letters);
    marked.label = { edgeDistance: 6, formatter: ({ name, percent }) => `${cuts && letters < ENOUGH_LETTERS ? "" : `${shorten(named(name), letters)} `}${percent.toFixed(0)} %`, ...series.label };
    marked.labelLine = { length: 8, length2: 8, ...series.labelLine };
    marked.minShowLabelAngle ??= 4;
  }
  return marked;
}

// The axes with their labels and names stay inside these bounds; a legend and a slider have room outside.
function roomAround({ legend, dataZoom, visualMap }) {
  const slider = [dataZoom ?? []].flat().some(({ type, orient }) => type === "slider" && orient !== "vertical");
  const below = [visualMap ?? []].flat().some(({ orient, show }) => orient === "horizontal" && show !== false);
  return { left: 10, right: 18, top: legend ? 36 : 16, bottom: 10 + (slider ? 34 : 0) + (below ? 58 : 0), outerBoundsMode: "same", outerBoundsContain: "all" };
}

// How long a name may be in what a pie leaves free at its sides, with a percentage after it.
function lettersBeside({ width, height }) {
  return Math.min(28, Math.max(6, Math.floor((width / 2 - 0.36 * Math.min(width, height) - 26) / 7.2) - 5));
}

function mapEach(value, change) {
  return Array.isArray(value) ? value.map(change) : change(value, 0);
}

// How wide the place of one upright bar is.
function bandOf({ xAxis }, width) {
  const [{ type, data = [] } = {}] = [xAxis ?? []].flat();
  return type === "category" ? (width - 80) / Math.max(1, data.length) : Infinity;
}

// Whether the figures of a heatmap's cells fit into them.
function fits(data = [], width) {
  const columns = new Set(data.map((item) => (item?.value ?? item)[0])).size;
  return (width - 100) / Math.max(1, columns) >= 38;
}

// Which column an axis shows: several axes may have one each.
function columnOf(columns, index) {
  return Array.isArray(columns) ? columns[index] : columns;
}

// An axis around or out of a circle.
function fitRound(axis, format) {
  const short = (value) => formatShort(value, format && { ...format, unit: undefined });
  // Around a whole circle the last value stands where the first does.
  const isEnd = (value) => axis.startAngle !== undefined && (value === axis.min || value === axis.max);
  const write = axis.type === "category" ? (value) => formatValue(value, format) || "(empty)" : (value) => (isEnd(value) ? "" : short(value));
  return { ...axis, axisLabel: { hideOverlap: true, ...axis.axisLabel, formatter: (value) => shorten(write(value), 16) } };
}

function shorten(text, most = 28) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

// A mark's figure is as exact as its column, but for large ones.
function formatLabel(value, format) {
  return Math.abs(value) < 10_000 && Number.isInteger(format.decimals) ? formatValue(value, format) : formatShort(value, format);
}
