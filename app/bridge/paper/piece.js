// One piece of a drawing: a title, what the answer says, the chart or what stands in its place, and where it comes from.
import { drawChart } from "./chart.js";
import { drawLines } from "./lines.js";
import { drawSpark } from "./spark.js";
import { drawTable, tableHeight } from "./table.js";
import { escape, fit, rect, round, say, wrap } from "./words.js";

const PADDING = 14;
const TITLE = 15;
const SAID = 11;
const SOURCE = 10;
const MOST_ROWS = 60;
// In less there is no room for what the answer says.
const LOW = 130;

/** How high a piece is that stands alone: a table takes the room of its rows. */
export function heightOf(look, piece, width, height) {
  const around = topHeight(look, piece, width) + (piece.source ? SOURCE + 14 : 0);
  if (piece.body.kind === "table") return around + tableHeight(piece.body, MOST_ROWS);
  return piece.body.kind === "figure" ? around + 110 : around + height;
}

/** The piece in a box; on a dashboard it has a frame. */
export async function drawPiece(look, whole, { x, y, width, height, isFramed = true }) {
  // A figure on a dashboard is all that is said.
  const isTerse = height < LOW || (isFramed && whole.body.kind === "figure");
  const piece = isTerse ? { ...whole, said: "" } : whole;
  const padding = isFramed ? PADDING : 0;
  const inner = { x: x + padding, y: y + padding, width: width - 2 * padding, height: height - 2 * padding };
  const parts = isFramed && piece.body.kind !== "text" ? [rect(look, { x, y, width, height }, { fill: "surface", stroke: "line", radius: 8 })] : [];
  const top = topHeight(look, piece, inner.width);
  if (piece.title) parts.push(say(look, fit(look, piece.title, inner.width, titleSize(isFramed), true), inner.x, inner.y + titleSize(isFramed) - 2, { size: titleSize(isFramed), bold: true }));
  saidLines(look, piece, inner.width).forEach((line, at) => parts.push(say(look, line, inner.x, inner.y + TITLE + 15 * (at + 1), { size: SAID, color: "ink-2" })));
  const foot = piece.source && !isFramed ? SOURCE + 14 : 0;
  if (foot) parts.push(say(look, fit(look, piece.source, inner.width, SOURCE), inner.x, inner.y + inner.height - 2, { size: SOURCE, color: "ink-3" }));
  parts.push(await drawBody(look, piece.body, { ...inner, y: inner.y + top, height: inner.height - top - foot }));
  return `<g>${parts.join("")}</g>`;
}

function titleSize(isFramed) {
  return isFramed ? TITLE - 2 : TITLE + 1;
}

function saidLines(look, piece, width) {
  return piece.said ? wrap(look, piece.said, width, SAID, false, 2) : [];
}

function topHeight(look, piece, width) {
  return (piece.title ? TITLE + 5 : 0) + saidLines(look, piece, width).length * 15 + (piece.said ? 5 : 0);
}

const BODIES = {
  chart: (look, { option }, box) => drawChart(look, option, box),
  table: drawTable,
  figure: drawFigure,
  text: (look, { blocks }, box) => drawLines(look, blocks.map(styled), box),
  image: drawImage,
  told: (look, { text }, box) => drawLines(look, [{ text, size: 12, color: "ink-2" }], box),
};

function drawBody(look, body, box) {
  return box.width < 10 || box.height < 10 ? "" : BODIES[body.kind](look, body, box);
}

function drawFigure(look, { value, name, line = [] }, box) {
  let size = Math.min(40, Math.max(16, box.height - 22));
  while (size > 10 && look.measure(value, size, true) > box.width) size -= 1;
  const y = box.y + size * 0.9;
  const bottom = box.y + box.height;
  const told = y + 18 <= bottom + 4 ? say(look, fit(look, name, box.width, 12), box.x, y + 18, { size: 12, color: "ink-2" }) : "";
  const spark = bottom - y - 30 > 14 ? drawSpark(look, line, { x: box.x, y: y + 30, width: box.width, height: Math.min(60, bottom - y - 32) }) : "";
  return say(look, value, box.x, y, { size, bold: true }) + told + spark;
}

function drawImage(look, { source, told }, { x, y, width, height }) {
  return `<image x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" href="${escape(source)}" xlink:href="${escape(source)}" preserveAspectRatio="xMidYMid meet"><title>${escape(told ?? "")}</title></image>`;
}

function styled({ rank, text }) {
  const heading = { h1: 22, h2: 17, h3: 14 }[rank];
  if (heading) return { text, size: heading, bold: true, before: 6 };
  if (rank === "item") return { text, size: 12, indent: 14, before: 2 };
  return { text, size: 12, before: 4, color: rank === "quote" ? "ink-2" : "ink" };
}
