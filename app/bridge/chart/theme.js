// The ECharts theme, read from the page's custom properties, so that no option ever holds a colour.
import { readMoreTheme } from "./ground.js";

const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const known = new Map();

/** The palette in its order, and the colours that are named by what they mean. */
export function readColors(element) {
  const token = tokensOf(element);
  return { palette: paletteOf(token), named: { rest: token("ink-3"), ink: token("ink"), ground: token("surface"), up: token("good"), down: token("bad") } };
}

/** The theme as the page's tokens stand now. */
export function readTheme(element) {
  const token = tokensOf(element);
  const colors = paletteOf(token);
  const [ink, ink2, ink3, line, strong, surface, accent, good, bad] = ["ink", "ink-2", "ink-3", "line", "line-strong", "surface", "accent", "good", "bad"].map(token);
  const font = token("font");
  const text = { color: ink2, fontFamily: font, fontSize: 12 };
  const axis = {
    axisLine: { show: true, lineStyle: { color: strong } },
    axisTick: { show: false },
    axisLabel: { ...text },
    nameTextStyle: { ...text, color: ink3 },
    splitLine: { lineStyle: { color: line } },
    minorSplitLine: { lineStyle: { color: line } },
  };
  const value = { ...axis, axisLine: { show: false, lineStyle: { color: strong } } };
  const zoom = {
    borderColor: line, backgroundColor: "transparent", fillerColor: fade(accent, 0.12), handleStyle: { color: surface, borderColor: strong },
    moveHandleStyle: { color: strong, opacity: 0.6 }, dataBackground: { lineStyle: { color: strong }, areaStyle: { color: line } },
    selectedDataBackground: { lineStyle: { color: accent }, areaStyle: { color: fade(accent, 0.2) } },
    textStyle: text, brushStyle: { color: fade(accent, 0.12) }, emphasis: { handleStyle: { borderColor: accent } },
  };
  return {
    color: colors,
    backgroundColor: "transparent",
    textStyle: { color: ink, fontFamily: font },
    title: { textStyle: { color: ink, fontFamily: font, fontSize: 14, fontWeight: 600 }, subtextStyle: text },
    legend: { textStyle: text, inactiveColor: strong, pageIconColor: ink2, pageIconInactiveColor: strong, pageTextStyle: text, itemWidth: 12, itemHeight: 8 },
    tooltip: {
      backgroundColor: token("raised"), borderColor: line, borderWidth: 1, padding: [8, 12], textStyle: { ...text, color: ink },
      axisPointer: { lineStyle: { color: strong }, crossStyle: { color: strong }, shadowStyle: { color: fade(ink3, 0.1) } },
    },
    categoryAxis: { ...axis, splitLine: { show: false } },
    timeAxis: { ...axis, splitLine: { show: false } },
    valueAxis: value,
    logAxis: value,
    angleAxis: { ...axis, splitLine: { show: false } },
    radiusAxis: { ...value, splitLine: { lineStyle: { color: line } } },
    dataZoom: zoom,
    visualMap: { textStyle: text, inRange: { color: ramp(surface, colors[0]) } },
    bar: { itemStyle: { borderRadius: 2 }, barMaxWidth: 56, label: { color: ink2 } },
    line: { symbol: "circle", symbolSize: 6, lineStyle: { width: 2 }, label: { color: ink2 } },
    pie: { itemStyle: { borderColor: surface, borderWidth: 1.5 }, label: { color: ink2, fontFamily: font }, labelLine: { lineStyle: { color: strong } } },
    scatter: { itemStyle: { opacity: 0.75 }, label: { color: ink2, textBorderWidth: 0 } },
    boxplot: { itemStyle: { borderWidth: 1.5 } },
    candlestick: { itemStyle: { color: good, color0: bad, borderColor: good, borderColor0: bad } },
    heatmap: { itemStyle: { borderColor: surface, borderWidth: 1 } },
    ...readMoreTheme(token, text, fade),
    markLine: { lineStyle: { color: ink3 }, label: { color: ink2, fontFamily: font } },
    brush: { brushStyle: { color: fade(accent, 0.12), borderColor: accent, borderWidth: 1 } },
    toolbox: { iconStyle: { borderColor: ink3 }, emphasis: { iconStyle: { borderColor: accent } } },
  };
}

function tokensOf(element) {
  const style = getComputedStyle(element);
  return (name) => plain(style.getPropertyValue(`--${name}`).trim() || "currentColor");
}

// A colour of the system's own, such as `CanvasText`, is a name that ECharts does not know.
function plain(value) {
  return /^[A-Z][A-Za-z]+$/.test(value) ? `rgb(${channels(value).join()})` : value;
}

function paletteOf(token) {
  return Array.from({ length: 10 }, (_, index) => token(`c${index + 1}`));
}

function fade(color, opacity) {
  const [red, green, blue] = channels(color);
  return `rgba(${red},${green},${blue},${opacity})`;
}

// From almost the ground to the full colour, in steps that look even.
function ramp(ground, color) {
  const from = channels(ground);
  const to = channels(color);
  return [0.1, 0.3, 0.5, 0.72, 1].map((share) => `rgb(${from.map((part, index) => Math.round(part + (to[index] - part) * share)).join()})`);
}

// A canvas understands every way of writing a colour; it is asked once for each.
function channels(color) {
  if (!known.has(color)) {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    known.set(color, [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3));
  }
  return known.get(color);
}
