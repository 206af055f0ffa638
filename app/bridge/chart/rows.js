// Which of the answer's rows a mark stands for, and how marks look when some of them are picked.

const DIMMED = 0.25;
// Marks that are lines, or that lines connect.
const LINED = new Set(["graph", "parallel", "radar", "sankey"]);

/** The rows that a data item stands for: its `row`, or its `rows`. */
export function rowsOf(item) {
  if (Array.isArray(item?.rows)) return item.rows;
  if (Number.isInteger(item?.row)) return [item.row];
  return [];
}

/** An item as an object, also when it was written as `[x, y, { row }]`. */
export function normal(item) {
  const last = Array.isArray(item) ? item.at(-1) : null;
  return last !== null && typeof last === "object" && !Array.isArray(last) ? { ...last, value: item.slice(0, -1) } : item;
}

/** The series with all marks but the picked ones dimmed; as it was where nothing is picked. */
export function dimUnpicked(series, picked) {
  if (!picked) return series;
  const chosen = new Set(picked);
  const isPicked = (item) => rowsOf(item).some((row) => chosen.has(row));
  if (series.type === "line") return dimLine(series, isPicked);
  const dim = (item) => {
    const children = item?.children ? { children: item.children.map(dim) } : {};
    if (item === null || typeof item !== "object" || Array.isArray(item) || isPicked(item)) return item?.children ? { ...item, ...children } : item;
    const faint = { opacity: DIMMED };
    const dimmed = { ...item, ...children, itemStyle: { ...item.itemStyle, ...faint }, label: { ...item.label, ...faint } };
    return LINED.has(series.type) ? { ...dimmed, lineStyle: { ...item.lineStyle, opacity: DIMMED / 4 } } : dimmed;
  };
  return { ...series, data: series.data?.map(dim), ...(series.links ? { links: series.links.map(dim) } : {}) };
}

// A line is one mark; its picked points stay visible as symbols on it.
function dimLine(series, isPicked) {
  const data = series.data ?? [];
  if (data.length > 0 && data.every(isPicked)) return series;
  return {
    ...series,
    showSymbol: true,
    lineStyle: { ...series.lineStyle, opacity: DIMMED },
    areaStyle: series.areaStyle && { ...series.areaStyle, opacity: 0.08 },
    data: data.map((item) => {
      const held = item !== null && typeof item === "object" && !Array.isArray(item) ? item : { value: item };
      return { ...held, symbolSize: isPicked(item) ? 8 : 0 };
    }),
  };
}
