// The kinds of chart that most pages never show: loaded with the first of them. Options say which they need by their series.
import * as echarts from "echarts/core";
// Each from its own file: the bundle keeps apart what only this module asks for.
import { install as FunnelChart } from "echarts/lib/chart/funnel/install.js";
import { install as GaugeChart } from "echarts/lib/chart/gauge/install.js";
import { install as GraphChart } from "echarts/lib/chart/graph/install.js";
import { install as MapChart } from "echarts/lib/chart/map/install.js";
import { install as ParallelChart } from "echarts/lib/chart/parallel/install.js";
import { install as RadarChart } from "echarts/lib/chart/radar/install.js";
import { install as SankeyChart } from "echarts/lib/chart/sankey/install.js";
import { install as SunburstChart } from "echarts/lib/chart/sunburst/install.js";
import { install as ThemeRiverChart } from "echarts/lib/chart/themeRiver/install.js";
import { install as TreeChart } from "echarts/lib/chart/tree/install.js";
import { install as TreemapChart } from "echarts/lib/chart/treemap/install.js";
import { install as CalendarComponent } from "echarts/lib/component/calendar/install.js";
import { install as GeoComponent } from "echarts/lib/component/geo/install.js";
import { install as ParallelComponent } from "echarts/lib/component/parallel/install.js";
import { install as RadarComponent } from "echarts/lib/component/radar/install.js";
import { install as SingleAxisComponent } from "echarts/lib/component/singleAxis/install.js";
import { site } from "../boot/site.js";

echarts.use([
  FunnelChart, GaugeChart, GraphChart, MapChart, ParallelChart, RadarChart, SankeyChart, SunburstChart, ThemeRiverChart, TreeChart, TreemapChart,
  CalendarComponent, GeoComponent, ParallelComponent, RadarComponent, SingleAxisComponent,
]);

let world = null;

/** Waits for the map of the world where an option needs it. */
export async function ready(needsWorld) {
  if (!needsWorld) return;
  world ??= fetchWorld();
  try {
    await world;
  } catch (problem) {
    world = null;
    throw problem;
  }
}

/** The middle of a country on the map, as longitude and latitude. */
export function middleOf(country) {
  const { features = [] } = echarts.getMap("world")?.geoJSON ?? {};
  return features.find(({ properties }) => properties.name === country)?.properties.cp ?? null;
}

// A page that is one file holds the map itself.
async function fetchWorld() {
  const held = document.getElementById("world")?.textContent;
  echarts.registerMap("world", held ? JSON.parse(held) : await download());
}

async function download() {
  const response = await fetch(site("world"));
  if (!response.ok) throw new Error(`the map of the world: ${response.status}`);
  return response.json();
}
