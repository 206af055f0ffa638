// What the kinds of chart in more.js need beside plain JSON: formatters, and figures that a function draws.
import { formatShort, formatValue } from "./format.js";

const LONGEST = 26;

/** The series with its labels and drawing functions; the same series when its kind needs none. */
export function furnish(series, format, size, more) {
  const own = FURNISHED[series.type];
  return own ? own(series, format, size, more) : series;
}

/** A radar whose names stand in short lines and have room around it, so that none is cut off. */
export function furnishRadar(radar, { width, height }, hasLegend) {
  const lines = (name) => shorten(name, 48).replace(/(.{8,16}?)\s+(?=\S)/g, "$1\n");
  const rows = Math.max(1, ...radar.indicator.map(({ name }) => lines(name).split("\n").length));
  const above = hasLegend ? 34 : 4;
  const names = 16 * rows + 12;
  const radius = Math.max(30, Math.min((height - above - 2 * names - 6) / 2, width / 2 - 104));
  return { ...radar, center: ["50%", above + names + radius], radius, axisName: { ...radar.axisName, formatter: lines } };
}

const nameOf = ({ data, name }) => shorten(data?.told?.title?.split(" › ").at(-1) ?? name ?? "");
const named = (series) => ({ ...series, label: { show: true, ...series.label, formatter: nameOf } });

const FURNISHED = {
  funnel: (series, format) => ({ ...series, label: { ...series.label, formatter: ({ name, value }) => `${shorten(name)}  ${formatShort(value, format)}` } }),
  gauge: (series, format, { width, height }) => ({
    ...series,
    title: { fontSize: 12, width: Math.round(Math.min(width, height) * 0.46), overflow: "truncate", ...series.title },
    axisLabel: { ...series.axisLabel, formatter: (value) => formatShort(value, format) },
    detail: { ...series.detail, formatter: (value) => formatValue(value, format) },
  }),
  graph: (series, format, size) => withRoom(named(series), size),
  sankey: named,
  tree: (series, format) => ({ ...named(series), leaves: { label: { ...series.leaves?.label, formatter: (params) => `${nameOf(params)}  ${formatShort(params.value, format)}` } } }),
  treemap: (series, format) => ({ ...named(series), label: { ...series.label, formatter: (params) => `${nameOf(params)}\n${formatShort(params.value, format)}` }, upperLabel: { ...series.upperLabel, formatter: (params) => `${nameOf(params)}  ${formatShort(params.value, format)}` } }),
  sunburst: (series) => ({ ...series, label: { ...series.label, formatter: ({ name }) => shorten(name, 16) } }),
  themeRiver: (series, format, { colors: { palette, named: words } }) => ({ ...series, color: series.hues.map((hue) => words[hue] ?? palette[(hue ?? 0) % palette.length]) }),
  custom: (series) => (series.figure === "span" ? { ...series, renderItem: renderSpan } : series),
  scatter: (series, format, size, more) => ({ ...series, data: series.data?.map((item) => placed(item, more)) }),
  heatmap: (series) => (series.labels === "percent" ? { ...series, label: { ...series.label, formatter: ({ value }) => formatShort(value.at(-1), { kind: "percent" }) } } : series),
};

// A network whose names have room at its edges, and end where the room does.
function withRoom(series, { width, height }) {
  const across = Math.round(Math.min(170, width * 0.24));
  const upright = Math.round(Math.min(110, height * 0.26));
  const turned = series.layout === "circular";
  const margins = turned ? { left: across, right: across, top: upright, bottom: upright } : { left: 36, right: across, top: 24, bottom: 24 };
  return { ...series, ...margins, label: { ...series.label, width: (turned ? upright : across) - 30, overflow: "truncate" } };
}

// A bar from a start to an end, as high as its row allows.
function renderSpan(params, api) {
  const [from, to] = [api.coord([api.value(1), api.value(0)]), api.coord([api.value(2), api.value(0)])];
  const height = Math.min(22, Math.max(3, api.size([0, 1])[1] * 0.6));
  const { x, y, width: room, height: tall } = params.coordSys;
  const left = Math.max(x, from[0]);
  const width = Math.min(x + room, Math.max(to[0], from[0] + 3)) - left;
  if (width <= 0 || from[1] < y || from[1] > y + tall) return null;
  return { type: "rect", shape: { x: left, y: from[1] - height / 2, width, height, r: 3 }, style: api.style() };
}

// A circle on a country stands in its middle.
function placed(item, more) {
  const middle = item.on && more?.middleOf(item.on);
  return middle ? { ...item, value: [...middle, item.value.at(-1)] } : item;
}

function shorten(text, most = LONGEST) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
