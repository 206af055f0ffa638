// The marks of an option one by one, also where they lie inside each other or between others.

/** Every mark, in the order in which the keyboard walks them: its series, its place as ECharts counts it, and the item. */
export function marksOf(option) {
  return (option?.series ?? []).flatMap((series, seriesIndex) => itemsOf(series).map(({ item, dataIndex, dataType }) => ({ seriesIndex, dataIndex, dataType, item })));
}

function itemsOf({ type, data = [], links = [], silent }) {
  if (silent) return [];
  if (["treemap", "sunburst", "tree"].includes(type)) {
    // The root that ECharts adds is number 0.
    return flat(data).map((item, place) => ({ item, dataIndex: place + 1 }));
  }
  if (type === "themeRiver") return data.map((item, dataIndex) => ({ item: { ...item.at(-1), value: item[1], name: item[2] }, dataIndex }));
  const nodes = data.map((item, dataIndex) => ({ item, dataIndex }));
  return [...nodes, ...links.map((item, dataIndex) => ({ item, dataIndex, dataType: "edge" }))];
}

function flat(items) {
  return items.flatMap((item) => [item, ...flat(item.children ?? [])]);
}
