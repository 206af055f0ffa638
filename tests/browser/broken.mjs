// Files that cannot be read, or not as they are; made anew for each run.
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterwards } from "./cases.mjs";
import { data } from "./folders.mjs";

const PNG = "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082";
const TWO_GIB = 2 ** 31;

/** { name: path } of every broken file. */
export function makeBrokenFiles() {
  const folder = mkdtempSync(join(tmpdir(), "sextant-broken-"));
  afterwards(() => rm(folder, { recursive: true, force: true }));
  const parquet = readFileSync(data("orders.parquet"));
  const made = {
    "empty.csv": Buffer.alloc(0),
    "picture.csv": Buffer.from(PNG, "hex"),
    "truncated.parquet": parquet.subarray(0, parquet.length >> 1),
    "encrypted.xlsx": encryptedWorkbook(),
    "not_a_workbook.xlsx": Buffer.from("PK\u0003\u0004 but no more"),
    "broken.json": Buffer.from('[{"a": 1}, {"a": '),
    "ragged.csv": Buffer.from("a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n"),
  };
  for (const [name, bytes] of Object.entries(made)) writeFileSync(join(folder, name), bytes);
  mkdirSync(join(folder, "a_folder.csv"));
  sparse(join(folder, "huge.csv"));
  const names = [...Object.keys(made), "a_folder.csv", "huge.csv"];
  return Object.fromEntries(names.map((name) => [name, join(folder, name)]));
}

/** Two gibibytes that take no room on the disk. */
function sparse(path) {
  const file = openSync(path, "w");
  writeSync(file, "a,b\n1,2\n");
  ftruncateSync(file, TWO_GIB);
  closeSync(file);
}

/** A compound file as Excel writes it for a workbook with a password: the streams EncryptionInfo and EncryptedPackage. */
export function encryptedWorkbook() {
  const SECTOR = 512;
  const [FREE, END, FAT] = [0xffffffff, 0xfffffffe, 0xfffffffd];
  const header = Buffer.alloc(SECTOR);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(END, 68);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  // Sector 0 is the allocation table, 1 the directory, then eight sectors for each of the two streams.
  const table = Buffer.alloc(SECTOR, 0xff);
  table.writeUInt32LE(FAT, 0);
  table.writeUInt32LE(END, 4);
  for (let sector = 2; sector < 18; sector += 1) table.writeUInt32LE(sector === 9 || sector === 17 ? END : sector + 1, sector * 4);
  const directory = Buffer.concat([
    entry("Root Entry", { type: 5, child: 1, start: END, size: 0 }),
    entry("EncryptionInfo", { type: 2, child: FREE, right: 2, start: 2, size: 4096 }),
    entry("EncryptedPackage", { type: 2, child: FREE, start: 10, size: 4096 }),
    Buffer.alloc(128),
  ]);
  const noise = Buffer.from(Array.from({ length: 16 * SECTOR }, (_, index) => (index * 73 + (index >> 3)) & 0xff));
  return Buffer.concat([header, table, directory, noise]);
}

function entry(name, { type, child, right = 0xffffffff, start, size }) {
  const bytes = Buffer.alloc(128);
  bytes.write(name, "utf16le");
  bytes.writeUInt16LE((name.length + 1) * 2, 64);
  bytes.writeUInt8(type, 66);
  bytes.writeUInt8(1, 67);
  bytes.writeUInt32LE(0xffffffff, 68);
  bytes.writeUInt32LE(right, 72);
  bytes.writeUInt32LE(child, 76);
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}
