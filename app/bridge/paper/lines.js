// A text in lines, smaller where its box is too low for it.
import { say, wrap } from "./words.js";

const SCALES = [1, 0.9, 0.8, 0.7, 0.6, 0.5];
const LINE = 1.45;

/** The parts of a text below each other: `{ text, size, bold, color, indent, before }`. */
export function drawLines(look, blocks, box) {
  const laid = SCALES.map((scale) => lay(look, blocks, box, scale));
  const { lines } = laid.find(({ height }) => height <= box.height) ?? laid.at(-1);
  return lines.filter(({ y }) => y <= box.height).map(({ text, x, y, ...style }) => say(look, text, box.x + x, box.y + y, style)).join("");
}

function lay(look, blocks, box, scale) {
  const lines = [];
  let y = 0;
  for (const { text, size, bold, color = "ink", indent = 0, before = 0 } of blocks) {
    const own = size * scale;
    y += before * scale;
    for (const line of wrap(look, text, box.width - indent, own, bold)) {
      y += own * LINE;
      lines.push({ text: line, x: indent, y: y - own * 0.35, size: own, bold, color });
    }
  }
  return { lines, height: y };
}
