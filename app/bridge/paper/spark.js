// A small line without axes: how a figure went.
import { round } from "./words.js";

/** The values as a line that fills the box. */
export function drawSpark(look, values, { x, y, width, height }) {
  if (values.length < 2) return "";
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const place = (value, at) => `${round(x + (at / (values.length - 1)) * width)} ${round(y + height - ((value - low) / (high - low || 1)) * height)}`;
  return `<path d="M${values.map(place).join("L")}" fill="none" stroke="${look.token("c1")}" stroke-width="1.5" stroke-linejoin="round"/>`;
}
