// Marks say which colour they have by its place in the palette, or by what it means; the theme knows the colours.

/** The series with the colours that it and its items name. */
export function dye(series, colors) {
  const own = colorOf(series.hue, colors);
  const { hue, ...rest } = series;
  const written = colorOf(rest.label?.hue, colors);
  if (written !== undefined) rest.label = { ...rest.label, color: written };
  const data = rest.data?.map((item) => dyeItem(item, colors));
  if (own === undefined) return data ? { ...rest, data } : rest;
  const line = rest.type === "line" ? { lineStyle: { color: own, ...rest.lineStyle } } : {};
  const outlined = rest.type === "boxplot" ? { borderColor: own, color: "transparent" } : { color: own };
  return { ...rest, color: own, itemStyle: { ...outlined, ...rest.itemStyle }, ...line, ...(data ? { data } : {}) };
}

function dyeItem(item, colors) {
  const own = item !== null && typeof item === "object" ? colorOf(item.hue, colors) : undefined;
  const children = item?.children ? { children: item.children.map((child) => dyeItem(child, colors)) } : {};
  if (own === undefined) return item?.children ? { ...item, ...children } : item;
  return { ...item, ...children, itemStyle: { color: own, ...item.itemStyle } };
}

function colorOf(hue, { palette, named }) {
  if (Number.isInteger(hue)) return palette[hue % palette.length];
  return typeof hue === "string" ? named[hue] : undefined;
}
