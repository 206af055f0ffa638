// A chart as SVG, drawn anew at the size that it gets.
import * as echarts from "echarts/core";
import { waitFor } from "../chart/needs.js";
import { prepare } from "../chart/option.js";
import { readColors, readTheme } from "../chart/theme.js";
import { round } from "./words.js";

/** The chart of a plain option in a box. */
export async function drawChart(look, json, { x, y, width, height }) {
  const more = await waitFor(json);
  const size = { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
  const chart = echarts.init(null, readTheme(look.element), { renderer: "svg", ssr: true, ...size });
  try {
    const { option } = prepare(json, { picked: null, ...size, colors: readColors(look.element), still: true, more });
    chart.setOption({ ...option, aria: { enabled: false }, dataZoom: withoutHandles(option.dataZoom) });
    return chart.renderToSVGString().replace(/<style[^]*?<\/style>/g, "").replace("<svg ", `<svg x="${round(x)}" y="${round(y)}" `);
  } finally {
    chart.dispose();
  }
}

// Nobody can pull at what is drawn on paper.
function withoutHandles(zooms) {
  if (!zooms) return [];
  return [zooms].flat().map((zoom) => ({ ...zoom, show: false }));
}
