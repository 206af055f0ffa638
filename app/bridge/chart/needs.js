// What an option needs beyond the usual kinds of chart, which is loaded when it is first wanted.

const USUAL = new Set(["bar", "boxplot", "candlestick", "custom", "heatmap", "line", "pie", "scatter"]);

let more = null;

/** Null when an option can be drawn at once; else a promise of the module that it waits for. */
export function waitFor(json) {
  const { series = [], geo, calendar } = JSON.parse(json);
  const types = [series].flat().map(({ type }) => type);
  const needsWorld = Boolean(geo) || types.includes("map");
  if (!needsWorld && !calendar && types.every((type) => USUAL.has(type))) return null;
  more ??= import("./more.js").catch((problem) => {
    more = null;
    throw problem;
  });
  return more.then(async (module) => {
    await module.ready(needsWorld);
    return module;
  });
}
