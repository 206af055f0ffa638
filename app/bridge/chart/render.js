// Marks that no kind of ECharts draws, by the names that options give them.

const LABEL_PX = 12;
const LETTER_PX = 6.6;

const RENDERERS = { float: renderFloat, whisker: renderWhisker };

/** The series with the function that its `render` names. */
export function drawOwn(series, say, ink) {
  const draw = RENDERERS[series.render];
  if (!draw) return series;
  const { render, label, ...rest } = series;
  const longest = label?.show ? Math.max(0, ...rest.data.map((item) => say(item?.value?.[3] ?? 0).length)) * LETTER_PX : 0;
  const shown = label?.show ? { say, ink, longest } : null;
  return { ...rest, renderItem: (params, api) => draw(params, api, rest.data[params.dataIndex], shown) };
}

// A bar from one value to another, with its change outside of it: [place, from, to, change].
function renderFloat(_, api, item, shown) {
  const [place, from, to, change] = [0, 1, 2, 3].map((dimension) => api.value(dimension));
  const [start, end] = [api.coord([place, from]), api.coord([place, to])];
  const width = Math.min(48, api.size([1, 0])[0] * 0.62);
  const [top, bottom] = [Math.min(start[1], end[1]), Math.max(start[1], end[1])];
  const opacity = item?.itemStyle?.opacity ?? 1;
  const bar = { type: "rect", shape: { x: end[0] - width / 2, y: top, width, height: Math.max(1, bottom - top), r: 2 }, style: { fill: item?.itemStyle?.color, opacity } };
  // Figures that are wider than their bars' places would run into each other: then none is said.
  if (!shown || shown.longest > api.size([1, 0])[0] * 1.1) return bar;
  const text = { type: "text", silent: true, style: { text: shown.say(change), x: end[0], y: change < 0 ? bottom + 4 : top - 4, align: "center", verticalAlign: change < 0 ? "top" : "bottom", fill: shown.ink, fontSize: LABEL_PX, opacity } };
  return { type: "group", children: [bar, text] };
}

// A thin line from a low to a high value with short ends: [place, low, high].
function renderWhisker(_, api, item) {
  const [place, low, high] = [0, 1, 2].map((dimension) => api.value(dimension));
  const [bottom, top] = [api.coord([place, low]), api.coord([place, high])];
  const half = Math.min(8, api.size([1, 0])[0] * 0.2);
  const style = { stroke: api.visual("color"), lineWidth: 1.5, opacity: item?.itemStyle?.opacity ?? 1 };
  const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
  return { type: "group", children: [line(top[0], top[1], bottom[0], bottom[1]), line(top[0] - half, top[1], top[0] + half, top[1]), line(bottom[0] - half, bottom[1], bottom[0] + half, bottom[1])] };
}
