// A table as text: as many rows as its box holds, and how many more there are.
import { drawSpark } from "./spark.js";
import { fit, rect, say } from "./words.js";

const ROW = 22;
const SIZE = 11;
const GAP = 10;
const LOOKED_AT = 200;
const SPARK = 110;

/** How high a table is with all of its rows, up to `most`. */
export function tableHeight({ rows, more }, most = Infinity) {
  return (Math.min(rows.length, most) + 1 + (rows.length > most || more ? 1 : 0)) * ROW + 4;
}

/** The table in a box. */
export function drawTable(look, table, box) {
  const columns = placed(look, table, box.width);
  const room = Math.max(0, Math.floor((box.height - ROW) / ROW));
  const isCut = table.rows.length > room || table.more > 0;
  const shown = table.rows.slice(0, isCut ? Math.max(0, room - 1) : room);
  const line = (row) => box.y + (row + 1) * ROW;
  const cell = (text, { x, width, right }, row, look_) => {
    if (Array.isArray(text)) return drawSpark(look, text, { x: box.x + x, y: line(row) - ROW + 4, width, height: ROW - 8 });
    const fitted = fit(look, text, width, SIZE, look_?.bold);
    return say(look, fitted, box.x + (right ? x + width : x), line(row) - 7, { size: SIZE, anchor: right ? "end" : "start", ...look_ });
  };
  const parts = columns.map((column) => cell(column.name, column, 0, { bold: true, color: "ink-2" }));
  parts.push(rule(look, box, line(0), "line-strong"));
  shown.forEach((row, at) => {
    const isSum = table.sums?.includes(at);
    parts.push(...columns.map((column) => cell(row[column.at] ?? "", column, at + 1, { bold: isSum })), rule(look, box, line(at + 1), "line"));
  });
  const left = table.rows.length - shown.length + table.more;
  const without = table.columns.length - columns.length;
  const told = [left > 0 ? `${left.toLocaleString("en")} more ${left === 1 ? "row" : "rows"}` : "", without > 0 ? `${without} more ${without === 1 ? "column" : "columns"}` : ""].filter(Boolean).join(", ");
  if (told) parts.push(say(look, `and ${told}`, box.x, line(shown.length + 1) - 7, { size: SIZE, color: "ink-3" }));
  return parts.join("");
}

function rule(look, box, y, color) {
  return rect(look, { x: box.x, y: y - 0.5, width: box.width, height: 0.5 }, { fill: color });
}

// Columns as wide as they need, or the widest of them narrower; those that would be too narrow to read are left out.
function placed(look, { columns, rows }, room) {
  const wanted = columns.map(({ name }, at) => {
    const texts = rows.slice(0, LOOKED_AT).map((row) => (Array.isArray(row[at]) ? SPARK : look.measure(row[at] ?? "", SIZE)));
    return Math.min(280, Math.max(28, look.measure(name, SIZE, true), ...texts) + 2);
  });
  const fitting = Math.max(1, Math.min(columns.length, Math.floor((room + GAP) / (36 + GAP))));
  const sum = wanted.slice(0, fitting).reduce((all, width) => all + width, 0);
  const free = room - GAP * (fitting - 1);
  const widest = sum > free ? level(wanted.slice(0, fitting), free) : Infinity;
  const extra = sum < free ? (free - sum) / fitting : 0;
  let x = 0;
  return columns.slice(0, fitting).map((column, at) => {
    const width = Math.min(wanted[at], widest) + extra;
    const own = { ...column, at, x, width };
    x += width + GAP;
    return own;
  });
}

// The width that leaves all together as wide as there is room.
function level(widths, room) {
  let left = room;
  const sorted = [...widths].sort((one, other) => one - other);
  for (const [at, width] of sorted.entries()) {
    const share = left / (sorted.length - at);
    if (width > share) return share;
    left -= width;
  }
  return Infinity;
}
