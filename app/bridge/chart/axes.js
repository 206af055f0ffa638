// Axes whose labels are short, never overlap and are never cut off.
import { formatShort, formatValue, isTemporal } from "./format.js";

const LETTER_PX = 6.6;
const SLANTED_PX = 110;
const LONGEST_PX = 168;

/** An axis with its labels formatted and fitted into the `room` px that it has. */
export function fitAxis(axis, format, direction, room) {
  const written = { nameLocation: "middle", ...axis, axisLabel: { hideOverlap: true, ...axis.axisLabel } };
  if (axis.type === "category") return fitCategories(written, format, direction, room);
  // A day without its month says nothing where the first of the month has no label.
  if (axis.type === "time") return { ...written, axisLabel: { ...written.axisLabel, formatter: { day: "{d} {MMM}" } } };
  if (isTemporal(format) && axis.type !== "log") written.minInterval ??= 1;
  const bare = format && { ...format, unit: undefined };
  written.axisLabel.formatter = (value) => formatShort(value, bare);
  // A value that the pointer names is said in full.
  written.axisPointer = { ...axis.axisPointer, label: { ...axis.axisPointer?.label, formatter: ({ value }) => formatValue(value, format) } };
  return written;
}

function fitCategories(axis, format, direction, room) {
  if (axis.axisLabel.interval !== undefined) return { ...axis, axisLabel: { ...axis.axisLabel, formatter: (value) => formatValue(value, format) || "(empty)" } };
  const temporal = isTemporal(format);
  const texts = (axis.data ?? []).map((item) => formatValue(item?.value ?? item, format) || "(empty)");
  const label = axis.axisLabel;
  label.formatter = (value) => formatValue(value, format) || "(empty)";
  const longest = Math.max(0, ...texts.map((text) => text.length)) * LETTER_PX;
  const band = room / Math.max(1, texts.length);
  if (direction === "y") {
    Object.assign(label, { width: Math.min(LONGEST_PX, Math.max(60, room * 0.5)), overflow: "truncate", ...(band >= 14 ? { interval: 0, hideOverlap: false } : {}) });
  } else if (!temporal && longest > band - 8) {
    if (band >= 56) Object.assign(label, { interval: 0, width: band - 8, overflow: "truncate" });
    else if (band >= 15) Object.assign(label, { interval: 0, rotate: 40, width: SLANTED_PX, overflow: "truncate" });
    else Object.assign(label, { width: SLANTED_PX, overflow: "truncate" });
  } else if (!temporal) {
    Object.assign(label, { interval: 0, hideOverlap: false });
  }
  return { ...axis, axisLabel: label };
}
