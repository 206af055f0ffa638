// What was measured, in .bench/: each run of the program in a file of its own, and the newest figures of each suite in latest.json.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

/** The newest figures of each suite, by its name: { at, machine, runs }, or for `size` { at, machine, visit }. */
export function readLatest(folder) {
  const file = `${folder}/latest.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

/** Puts the figures of the suites that were asked in place of older ones, and returns all. */
export function keep(folder, asked) {
  mkdirSync(folder, { recursive: true });
  const stamp = new Date().toISOString().replaceAll(":", "-").slice(0, 19);
  writeFileSync(`${folder}/${stamp}.json`, JSON.stringify(asked, null, 1));
  const latest = { ...readLatest(folder), ...asked };
  writeFileSync(`${folder}/latest.json`, JSON.stringify(latest));
  return latest;
}
