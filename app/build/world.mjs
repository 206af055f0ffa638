// The map of the world: the countries of world-atlas (Natural Earth, public domain) as the GeoJSON that ECharts wants.
// Names are those of the engine's own list, so that a value that it knows finds its shape.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(new URL("../bridge/package.json", import.meta.url));
const { feature } = require("topojson-client");

const NAMES = new URL("../engine/src/chart/places/countries.txt", import.meta.url);
// Nobody lives there, and it takes a third of the map.
const LEFT_OUT = "Antarctica";

/** The countries as features, each with its name and the middle of its largest part. */
export async function worldMap() {
  const names = await namesById();
  const topology = JSON.parse(await readFile(require.resolve("world-atlas/countries-110m.json"), "utf8"));
  const { features } = feature(topology, topology.objects.countries);
  const drawn = features.map(({ id, properties, geometry }) => {
    const name = names.get(id ?? properties.name);
    if (!name) throw new Error(`${NAMES.pathname.split("/").at(-1)} has no line for ${id ?? properties.name}`);
    return { type: "Feature", properties: { name, cp: middle(whole(geometry)) }, geometry: whole(geometry) };
  });
  return { type: "FeatureCollection", features: drawn.filter(({ properties }) => properties.name !== LEFT_OUT) };
}

async function namesById() {
  const lines = (await readFile(NAMES, "utf8")).split("\n").filter(Boolean);
  return new Map(lines.map((line) => line.split("|")).map(([, , id, name]) => [id, name]));
}

// Coordinates as exact as they are drawn. What lies on both sides of the 180th degree stays in one piece, east of it.
function whole({ type, coordinates }) {
  const ring = (points) => {
    const crosses = points.some(([east], place) => place > 0 && Math.abs(east - points[place - 1][0]) > 180);
    return points.map(([east, north]) => [crosses && east < 0 ? east + 360 : east, north].map(round));
  };
  return { type, coordinates: type === "Polygon" ? coordinates.map(ring) : coordinates.map((rings) => rings.map(ring)) };
}

function round(degrees) {
  return Math.round(degrees * 100) / 100;
}

function middle({ type, coordinates }) {
  const rings = type === "Polygon" ? [coordinates[0]] : coordinates.map(([ring]) => ring);
  const { x, y } = rings.map(weigh).reduce((best, each) => (each.area > best.area ? each : best));
  return [x, y].map(round);
}

// The area of a ring and the middle of it.
function weigh(ring) {
  let [twice, x, y] = [0, 0, 0];
  ring.slice(1).forEach(([east, north], place) => {
    const [west, south] = ring[place];
    const cross = west * north - east * south;
    twice += cross;
    x += (west + east) * cross;
    y += (south + north) * cross;
  });
  return { area: Math.abs(twice), x: x / (3 * twice), y: y / (3 * twice) };
}
