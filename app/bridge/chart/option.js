// From the plain JSON that the engine draws to an option with formatters, fitted labels and dimmed marks.
import { fitAxis } from "./axes.js";
import { formatShort, formatValue } from "./format.js";
import { dimUnpicked, normal } from "./rows.js";
import { tooltipFor } from "./tooltip.js";

const WHEEL_ONLY_WITH_CONTROL = { zoomOnMouseWheel: "ctrl", moveOnMouseMove: "shift", moveOnMouseWheel: false, preventDefaultMouseMove: false };

/** The option to hand to ECharts, and what was known of its columns. */
export function prepare(json, { picked, width, height, still }) {
  const { sextant: meta = {}, ...option } = JSON.parse(json);
  const formatOf = (column) => meta.formats?.[column];
  const measure = formatOf(meta.series?.[0]);
  const fitted = (axes, direction, room, fallback) => mapEach(axes, (axis) => fitAxis(axis, formatOf(meta.axes?.[direction]) ?? (axis.type === "category" ? undefined : fallback), direction, room));
  const prepared = {
    ...option,
    animation: !still,
    animationDuration: 200,
    animationDurationUpdate: 200,
    aria: { enabled: true, ...(meta.description ? { label: { enabled: true, description: meta.description } } : {}) },
    series: [option.series ?? []].flat().map((series) => drawn(series, meta, formatOf, picked)),
  };
  if (option.xAxis) prepared.xAxis = fitted(option.xAxis, "x", width - 80, measure);
  if (option.yAxis) prepared.yAxis = fitted(option.yAxis, "y", height - 60, measure);
  if (option.legend) prepared.legend = mapEach(option.legend, (legend) => ({ type: "scroll", ...legend, formatter: (name) => shorten(name) }));
  if (option.dataZoom) prepared.dataZoom = mapEach(option.dataZoom, (zoom) => (zoom.type === "inside" ? { ...WHEEL_ONLY_WITH_CONTROL, ...zoom } : { brushSelect: false, showDetail: false, ...zoom }));
  if (option.visualMap) prepared.visualMap = mapEach(option.visualMap, (map) => ({ ...map, formatter: (value) => formatShort(value, measure) }));
  prepared.tooltip = { confine: true, ...option.tooltip, formatter: tooltipFor(prepared, meta) };
  if (option.xAxis && !option.brush) prepared.brush = { toolbox: [], throttleType: "debounce", throttleDelay: 120, outOfBrush: { colorAlpha: 1 } };
  return { option: prepared, meta };
}

function drawn(series, meta, formatOf, picked) {
  const index = series.encode?.y ?? series.name;
  const format = formatOf(index) ?? formatOf(meta.series?.[0]) ?? { kind: "number" };
  const marked = dimUnpicked({ ...series, data: series.data?.map(normal) }, picked);
  marked.labelLayout ??= { hideOverlap: true };
  marked.universalTransition ??= true;
  if (series.label?.show && series.label.formatter === undefined && series.type !== "pie") {
    marked.label = { ...series.label, formatter: ({ value }) => formatShort(Array.isArray(value) ? value.at(-1) : value, format) };
  }
  if (series.type === "pie") {
    const axis = formatOf(meta.axes?.x);
    marked.label = { overflow: "truncate", width: 110, formatter: ({ name, percent }) => `${shorten(formatValue(name, axis) || name)}  ${percent.toFixed(0)} %`, ...series.label };
    marked.minShowLabelAngle ??= 4;
  }
  return marked;
}

function mapEach(value, change) {
  return Array.isArray(value) ? value.map(change) : change(value);
}

function shorten(text) {
  return text.length > 28 ? `${text.slice(0, 27)}…` : text;
}
