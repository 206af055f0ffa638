// How the kinds of chart in more.js look: the part of the theme that is theirs.

/** Their part of the theme, from the page's tokens. */
export function readMoreTheme(token, text, fade) {
  const [ink, ink2, ink3, line, strong, surface, sunken, onColor, accent] = ["ink", "ink-2", "ink-3", "line", "line-strong", "surface", "sunken", "accent-ink", "accent"].map(token);
  const quiet = { color: ink2, fontFamily: text.fontFamily, fontSize: 12, textBorderWidth: 0 };
  const onFill = { ...quiet, color: onColor };
  const edge = { borderColor: surface, borderWidth: 1 };
  const axis = { axisLine: { lineStyle: { color: strong } }, axisTick: { show: false }, axisLabel: { ...text }, nameTextStyle: { ...text, color: ink2 }, splitLine: { lineStyle: { color: line } } };
  return {
    treemap: { itemStyle: { ...edge, gapWidth: 1 }, label: { ...onFill, lineHeight: 16 }, upperLabel: { ...quiet, color: ink, fontWeight: 600 } },
    sunburst: { itemStyle: edge, label: { ...onFill, fontSize: 11 } },
    tree: { itemStyle: { color: accent, borderWidth: 0 }, lineStyle: { color: strong, width: 1.2 }, label: quiet },
    funnel: { itemStyle: { ...edge }, label: { ...onFill, fontSize: 13 } },
    gauge: {
      progress: { itemStyle: { color: accent } }, axisLine: { lineStyle: { color: [[1, sunken]] } }, axisLabel: { ...text, color: ink3 },
      title: { ...text, color: ink2, fontSize: 13 }, detail: { color: ink, fontFamily: text.fontFamily, fontSize: 34, fontWeight: 650 },
    },
    sankey: { itemStyle: { borderWidth: 0 }, lineStyle: { color: "gradient", opacity: 0.3 }, label: { ...quiet, color: ink }, emphasis: { lineStyle: { opacity: 0.55 } } },
    graph: { itemStyle: edge, lineStyle: { color: "source", opacity: 0.45 }, label: { ...quiet, color: ink, fontSize: 11 } },
    radar: { ...axis, splitLine: { lineStyle: { color: strong, opacity: 0.6 } }, axisLine: { lineStyle: { color: strong, opacity: 0.6 } }, axisName: { ...text, color: ink2, lineHeight: 15 }, splitArea: { show: false }, lineStyle: { width: 2 }, symbol: "circle" },
    parallel: { lineStyle: { width: 1.5 } },
    parallelAxis: axis,
    singleAxis: { ...axis, splitLine: { show: true, lineStyle: { color: line } } },
    themeRiver: { label: quiet },
    calendar: {
      itemStyle: { color: sunken, borderColor: surface, borderWidth: 1 }, splitLine: { lineStyle: { color: strong, width: 1 } },
      dayLabel: { ...text, color: ink3, fontSize: 10 }, monthLabel: { ...text, color: ink2, fontSize: 11 }, yearLabel: { color: ink3, fontFamily: text.fontFamily, fontSize: 13, fontWeight: 600 },
    },
    map: { itemStyle: { areaColor: sunken, borderColor: surface, borderWidth: 0.6 }, emphasis: { itemStyle: { areaColor: fade(accent, 0.5), borderColor: ink2 }, label: { show: false } }, label: { show: false } },
    geo: { itemStyle: { areaColor: sunken, borderColor: line, borderWidth: 0.6 }, emphasis: { disabled: true }, label: { show: false } },
  };
}
