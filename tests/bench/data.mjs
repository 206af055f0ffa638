// The benchmark's own files, the same bytes on every machine: sales (orders), customers (for the join), h2o's group-by table, what tills write, and tables that grow.
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { COLUMN_ROWS, GROUP_ROWS } from "./growth.mjs";

const REGIONS = ["North", "South", "East", "West", "Central", "Île-de-France", "São Paulo", "Zürich"];
const SEGMENTS = ["Consumer", "Corporate", "Home Office", "Small business"];
const WORDS = "alpha beta gamma delta order late refund gift bulk express fragile priority repeat new return promo web store phone mail".split(" ");
const LARGE = "id,moment,shop,product,kind,pieces,price,discount,paid,cashier";
const DAY_MS = 86_400_000;
const H2O_GROUPS = 100;
/** Larger than any table and no divisor of one: its multiples visit every group once before they come back. */
const STRIDE = 982_451_653;

/** Makes what is missing in `folder` and returns each of `tables` as { file, rows, bytes }; `rows` is how many sales there are. */
export async function makeFiles(folder, rows, tables) {
  mkdirSync(folder, { recursive: true });
  const made = {};
  for (const table of new Set(tables)) made[table] = await write(folder, recipe(table, rows));
  return made;
}

/** How a table is made: its file, its rows, its header, and a function from a row's number to its line. */
function recipe(table, rows) {
  const customers = Math.max(10, Math.round(rows / 10));
  const [series, size] = [table.split("_")[0], Number(table.split("_")[1])];
  switch (series) {
    case "sales": return { name: `sales_${rows}.csv`, rows, header: "id,date,region,category,customer,qty,price,note", line: sales(customers) };
    case "customers": return { name: `customers_${customers}.csv`, rows: customers, header: "customer,segment,country,signup", line: customer() };
    case "h2o": return { name: `h2o_${rows}.csv`, rows, header: "id1,id2,id3,id4,id5,id6,v1,v2,v3", line: h2o(Math.max(1, Math.floor(rows / H2O_GROUPS))) };
    case "large": return { name: `large_${rows * 10}.csv`, rows: rows * 10, header: LARGE, line: movement() };
    case "rows": return { name: `large_${size}.csv`, rows: size, header: LARGE, line: movement() };
    case "columns": return { name: `columns_${size}.csv`, rows: COLUMN_ROWS, ...wide(size) };
    case "groups": return { name: `groups_${size}.csv`, rows: GROUP_ROWS, header: "key,kind,value", line: grouped(size) };
    default: throw new Error(`there is no table ${table}`);
  }
}

async function write(folder, { name, rows, header, line }) {
  const file = join(folder, name);
  if (!existsSync(file)) {
    const out = createWriteStream(`${file}.part`);
    let pending = `${header}\n`;
    for (let index = 0; index < rows; index += 1) {
      pending += `${line(index)}\n`;
      if (pending.length < 1 << 20) continue;
      if (!out.write(pending)) await once(out, "drain");
      pending = "";
    }
    out.end(pending);
    await once(out, "finish");
    renameSync(`${file}.part`, file);
  }
  return { file, rows, bytes: statSync(file).size };
}

/** Free text with commas and quotes, one quantity in a hundred missing, letters beyond ASCII. */
function sales(customers) {
  const random = randomFrom(20_200_101);
  const below = (n) => Math.floor(random() * n);
  return (index) => {
    const date = isoDay(Date.UTC(2020, 0, 1), below(1826));
    const region = REGIONS[Math.floor(random() * random() * REGIONS.length)];
    const category = `cat_${padded(below(50), 2)}`;
    const quantity = below(100) === 0 ? "" : 1 + below(20);
    const price = (random() * random() * 500 + 0.5).toFixed(2);
    return `${index + 1},${date},${region},${category},C${padded(below(customers), 6)},${quantity},${price},${quoted(note(below, random))}`;
  };
}

function note(below, random) {
  let text = WORDS[below(WORDS.length)];
  for (let more = below(5); more > 0; more -= 1) text += (random() < 0.2 ? ", " : " ") + WORDS[below(WORDS.length)];
  return below(50) === 0 ? `${text} "quoted"` : text;
}

function customer() {
  const random = randomFrom(7_001);
  const below = (n) => Math.floor(random() * n);
  return (index) => `C${padded(index, 6)},${SEGMENTS[below(4)]},country_${padded(below(60), 2)},${isoDay(Date.UTC(2015, 0, 1), below(1826))}`;
}

/** Ten columns of every usual kind: what a shop's tills write. */
function movement() {
  const random = randomFrom(4_711);
  const below = (n) => Math.floor(random() * n);
  const kinds = ["sale", "refund", "void", "deposit"];
  return (index) => {
    const seconds = Math.floor(index * 3.1);
    const moment = new Date(Date.UTC(2023, 0, 1) + seconds * 1000).toISOString().slice(0, 19);
    const price = (random() * random() * 200 + 0.5).toFixed(2);
    return `${index + 1},${moment},shop_${padded(below(120), 3)},P${padded(below(20_000), 5)},${kinds[below(40) ? 0 : 1 + below(3)]},${1 + below(9)},${price},${below(4) ? "" : below(30)},${below(2) ? "true" : "false"},${below(900)}`;
  };
}

/** A key of 100 groups and a value; the columns after them are in turn whole numbers, prices, names and days. */
function wide(columns) {
  const random = randomFrom(31_337);
  const below = (n) => Math.floor(random() * n);
  const kinds = [() => below(1_000), () => (random() * 500).toFixed(2), () => `name_${padded(below(400), 3)}`, () => isoDay(Date.UTC(2022, 0, 1), below(1000))];
  const others = Array.from({ length: columns - 2 }, (_, index) => kinds[index % kinds.length]);
  const header = ["key", "value", ...others.map((_, index) => `column_${index + 3}`)].join(",");
  return { header, line: () => [`key_${padded(below(100), 3)}`, (random() * 100).toFixed(2), ...others.map((cell) => cell())].join(",") };
}

/** Exactly so many groups, each there once before any is there twice. */
function grouped(groups) {
  const random = randomFrom(90_210);
  const below = (n) => Math.floor(random() * n);
  return (index) => `K${padded(index < groups ? (index * STRIDE) % groups : below(groups), 7)},${below(5)},${(random() * 100).toFixed(2)}`;
}

/** The layout of h2o's db-benchmark: 100 groups, no missing values, unsorted. */
function h2o(wide) {
  const random = randomFrom(108);
  const upTo = (n) => 1 + Math.floor(random() * n);
  const id = (n, width) => `id${padded(upTo(n), width)}`;
  return () => [
    id(H2O_GROUPS, 3), id(H2O_GROUPS, 3), id(wide, 10), upTo(H2O_GROUPS), upTo(H2O_GROUPS), upTo(wide),
    upTo(5), upTo(15), (random() * 100).toFixed(6),
  ].join(",");
}

const padded = (number, width) => String(number).padStart(width, "0");
const isoDay = (from, days) => new Date(from + days * DAY_MS).toISOString().slice(0, 10);
const quoted = (text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Mulberry32: the same numbers everywhere. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
