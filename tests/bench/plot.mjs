// Small multiples on two logarithmic axes, as an SVG of its own: its ground and its colours are the app's, light or dark as the reader's are.
import { readFileSync } from "node:fs";

const PANEL = { width: 330, height: 200, left: 56, right: 104, top: 44, bottom: 34 };
const HEAD = 62;
const EDGE = 16;
/** Labels at the ends of lines keep this distance. */
const LABEL_GAP = 15;

/**
 * `rows` of panels, each { title, told, ticks, lines }, with `lines` as { name, colour, points: [[x, y]] } and `ticks` as [[value, label]] along x.
 * All panels of a row share the y axis; y is in milliseconds.
 */
export function smallMultiples({ title, description, rows }) {
  const columns = Math.max(...rows.map((row) => row.length));
  const [width, height] = [columns * PANEL.width + 2 * EDGE, HEAD + rows.length * PANEL.height + EDGE];
  const drawn = rows.flatMap((row, down) => {
    const range = decades(row.flatMap(({ lines }) => lines.flatMap(({ points }) => points.map(([, y]) => y))));
    return row.map((panel, across) => `<g transform="translate(${EDGE + across * PANEL.width} ${HEAD + down * PANEL.height})">\n${draw(panel, range)}\n</g>`);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(description)}</desc>`,
    `<style>${style()}</style>`,
    `<rect class="ground" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="10"/>`,
    `<text class="title" x="${EDGE + 8}" y="30">${escaped(title)}</text>`,
    `<text class="told" x="${EDGE + 8}" y="49">${escaped(description)}</text>`,
    ...drawn,
    "</svg>\n",
  ].join("\n");
}

function draw({ title, told, ticks, lines }, [low, high]) {
  const [right, bottom] = [PANEL.width - PANEL.right, PANEL.height - PANEL.bottom];
  const known = ticks.map(([value]) => value);
  const x = scale([Math.min(...known), Math.max(...known)], [PANEL.left, right]);
  const y = scale([low, high], [bottom, PANEL.top]);
  const parts = [`<text class="name" x="${PANEL.left}" y="20">${escaped(title)}</text>`, `<text class="told" x="${PANEL.left}" y="35">${escaped(told)}</text>`];
  for (let tick = low; tick <= high * 1.01; tick *= 10) {
    parts.push(`<path class="grid" d="M${PANEL.left} ${y(tick)}H${right}"/>`, `<text class="tick up" x="${PANEL.left - 7}" y="${y(tick) + 4}">${duration(tick)}</text>`);
  }
  for (const [value, label] of ticks) parts.push(`<text class="tick" x="${x(value)}" y="${bottom + 17}">${escaped(label)}</text>`);
  for (const line of lines) parts.push(...drawLine(line, x, y));
  return [...parts, ...endLabels(lines, right, y)].join("\n");
}

function drawLine({ name, colour, points }, x, y) {
  const path = points.map(([along, up], index) => `${index ? "L" : "M"}${x(along)} ${y(up)}`).join("");
  const dots = points.map(([along, up]) => `<circle class="${colour}" cx="${x(along)}" cy="${y(up)}" r="3"><title>${escaped(name)}, ${along.toLocaleString("en")}: ${duration(up)}</title></circle>`);
  return [`<path class="line ${colour}" d="${path}"/>`, ...dots];
}

/** Names at the ends of the lines, the upper one higher, pushed apart where they would touch. */
function endLabels(lines, right, y) {
  const ends = lines.filter(({ points }) => points.length).map(({ name, colour, points }) => ({ name, colour, at: y(points.at(-1)[1]) })).sort((a, b) => a.at - b.at);
  for (let index = 1; index < ends.length; index += 1) {
    const push = (LABEL_GAP - (ends[index].at - ends[index - 1].at)) / 2;
    if (push > 0) [ends[index - 1].at, ends[index].at] = [ends[index - 1].at - push, ends[index].at + push];
  }
  return ends.map(({ name, colour, at }) => `<text class="end ${colour}" x="${right + 8}" y="${rounded(at + 4)}">${escaped(name)}</text>`);
}

/** The powers of ten around all values. */
function decades(values) {
  const known = values.filter((value) => value > 0);
  return [10 ** Math.floor(Math.log10(Math.min(...known))), 10 ** Math.ceil(Math.log10(Math.max(...known)))];
}

function scale([low, high], [from, to]) {
  const span = Math.log10(high) - Math.log10(low);
  return (value) => rounded(from + ((Math.log10(value) - Math.log10(low)) / span) * (to - from));
}

const rounded = (value) => Math.round(value * 10) / 10;
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Milliseconds as a reader says them. */
export function duration(ms) {
  if (ms >= 1000) return `${Number((ms / 1000).toPrecision(2))} s`;
  return `${Number(ms.toPrecision(2))} ms`;
}

/** The app's own colours, from its tokens. */
function style() {
  const tokens = readFileSync(new URL("../../style/tokens.css", import.meta.url), "utf8");
  const [light, dark] = [/\[data-theme="light"\]\s*\{([^}]*)\}/, /\[data-theme="dark"\]\s*\{([^}]*)\}/].map((block) => block.exec(tokens)[1]);
  const themed = (block) => {
    const of = (name) => new RegExp(`--${name}:\\s*([^;]+);`).exec(block)[1];
    return [
      `.ground{fill:${of("surface")};stroke:${of("line")}}`, `text{fill:${of("ink")}}`, `.told,.tick{fill:${of("ink-2")}}`, `.grid{stroke:${of("line")}}`,
      `.ours{fill:${of("accent")}}.rival{fill:${of("c2")}}`, `.line.ours{stroke:${of("accent")}}.line.rival{stroke:${of("c2")}}`,
    ].join("");
  };
  const shared = "text{font:12px system-ui,sans-serif}.title{font-size:16px;font-weight:650}.name{font-weight:650}.tick{font-size:11px;text-anchor:middle}.tick.up{text-anchor:end}.end{font-weight:550}.line{stroke-width:2}.line.ours,.line.rival{fill:none}";
  return `${themed(light)}@media(prefers-color-scheme:dark){${themed(dark)}}${shared}`;
}
