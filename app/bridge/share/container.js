// The file that a share travels in: a head, then chunks of a gzip stream of what is said (JSON) and the data behind it.
//   "SXTSHARE", the head's length (u32), the head (JSON: format, encryption); for each chunk its length (u32, the top bit marks the last) and its bytes.
// The first chunk is empty: it tells a wrong passphrase from a change further behind. Numbers are little-endian.
import { chunkCipher, isKnown, joined, newEncryption } from "./cipher.js";
import { changed, cutOff, notAShare, tooNew, wrongPassphrase } from "./refusal.js";

export const FORMAT = 1;
const MAGIC = new TextEncoder().encode("SXTSHARE");
const CHUNK_BYTES = 1 << 20;
const MOST_CHUNK_BYTES = CHUNK_BYTES + 64;
const MOST_HEAD_BYTES = 4096;
const MOST_SAID_BYTES = 256 << 20;
const MOST_DATA_BYTES = 4 * 2 ** 30;
const LAST = 0x8000_0000;
/** So many chunks become one blob, which the browser may keep on disk. */
const CHUNKS_A_BLOB = 32;

/** Whether a file begins as a share does. */
export async function isShare(file) {
  const start = new Uint8Array(await file.slice(0, MAGIC.length).arrayBuffer());
  return start.length === MAGIC.length && MAGIC.every((byte, index) => byte === start[index]);
}

/** A share as a blob: `said` is text, `data` blobs. */
export async function seal(said, data, passphrase) {
  const encryption = newEncryption(passphrase);
  const head = headOf({ format: FORMAT, encryption });
  const cipher = await chunkCipher(head, encryption, passphrase);
  const parts = [new Blob([head])];
  let pieces = [];
  let number = 0;
  const put = async (bytes, isLast) => {
    const sealed = await cipher.seal(bytes, number, isLast);
    pieces.push(numberBytes(isLast ? (sealed.length | LAST) >>> 0 : sealed.length), sealed);
    number += 1;
    if (isLast || pieces.length >= 2 * CHUNKS_A_BLOB) parts.push(new Blob(pieces.splice(0)));
  };
  await put(new Uint8Array(0), false);
  let waiting = null;
  for await (const chunk of chunks(plain(said, data).stream().pipeThrough(new CompressionStream("gzip")))) {
    if (waiting) await put(waiting, false);
    waiting = chunk;
  }
  await put(waiting ?? new Uint8Array(0), true);
  return new Blob(parts, { type: "application/octet-stream" });
}

/** Whether a share asks for a passphrase. */
export async function isEncrypted(file) {
  return Boolean((await readHead(file)).encryption);
}

/** What is in a share: `{ said, data: Blob[] }`; all of it is checked before any of it is given. */
export async function unseal(file, passphrase) {
  const { head, encryption } = await readHead(file);
  const cipher = await chunkCipher(head, encryption, passphrase ?? "");
  const opened = new ReadableStream(openedChunks(file, head.length, cipher, Boolean(encryption)), { highWaterMark: 2 });
  return collect(opened.pipeThrough(new DecompressionStream("gzip")));
}

function openedChunks(file, start, cipher, isEncrypted) {
  let [at, number, ended] = [start, 0, false];
  const next = async () => {
    const [word] = new Uint32Array(await exactly(file, at, 4));
    const [length, isLast] = [word & ~LAST, word >= LAST];
    if (length > MOST_CHUNK_BYTES) throw changed();
    const bytes = await cipher.open(new Uint8Array(await exactly(file, at + 4, length)), number, isLast);
    if (!bytes) throw number === 0 && isEncrypted ? wrongPassphrase() : changed();
    [at, number, ended] = [at + 4 + length, number + 1, isLast];
    if (isLast && at !== file.size) throw changed();
    return bytes;
  };
  return {
    async pull(controller) {
      if (ended) return controller.close();
      const bytes = await next();
      if (bytes.length > 0) controller.enqueue(bytes);
      else if (ended) controller.close();
      else await this.pull(controller);
    },
  };
}

async function collect(stream) {
  const reader = stream.getReader();
  try {
    const take = taker(reader);
    const [length] = new Uint32Array((await take(4)).buffer);
    if (length > MOST_SAID_BYTES) throw changed();
    const { said, sizes } = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await take(length)));
    if (sizes.some((size) => !(Number.isInteger(size) && size >= 0)) || sizes.reduce((sum, size) => sum + size, 0) > MOST_DATA_BYTES) throw changed();
    const data = [];
    for (const size of sizes) data.push(await takeBlob(take, size));
    if (await take.isMore()) throw changed();
    return { said, data };
  } catch (problem) {
    // A stream that does not unpack, or text that is no JSON: the bytes are not those that were put in.
    throw problem?.code ? problem : changed();
  } finally {
    reader.cancel().catch(() => {});
  }
}

// Gives the next so many bytes of a stream each time.
function taker(reader) {
  let rest = new Uint8Array(0);
  const more = async () => {
    const { value } = await reader.read();
    if (!value) return false;
    rest = rest.length ? joined(rest, value) : value;
    return true;
  };
  const take = async (length) => {
    const pieces = [];
    let missing = length;
    while (missing > 0) {
      if (rest.length === 0 && !(await more())) throw changed();
      pieces.push(rest.subarray(0, missing));
      rest = rest.subarray(pieces.at(-1).length);
      missing -= pieces.at(-1).length;
    }
    return joined(...pieces);
  };
  return Object.assign(take, { isMore: async () => rest.length > 0 || more() });
}

async function takeBlob(take, size) {
  const blobs = [];
  for (let left = size; left > 0;) {
    const piece = await take(Math.min(left, CHUNK_BYTES * CHUNKS_A_BLOB));
    blobs.push(new Blob([piece]));
    left -= piece.length;
  }
  return new Blob(blobs);
}

async function readHead(file) {
  if (!(await isShare(file))) throw file.size < MAGIC.length ? cutOff() : notAShare();
  const [length] = new Uint32Array(await exactly(file, MAGIC.length, 4));
  if (length > MOST_HEAD_BYTES) throw changed();
  const bytes = new Uint8Array(await exactly(file, 0, MAGIC.length + 4 + length));
  const read = parsed(bytes.subarray(MAGIC.length + 4));
  if (!Number.isInteger(read?.format)) throw changed();
  if (read.format > FORMAT || (read.encryption && !isKnown(read.encryption))) throw tooNew();
  return { head: bytes, encryption: read.encryption };
}

function parsed(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

function headOf(said) {
  const text = new TextEncoder().encode(JSON.stringify(said));
  return joined(MAGIC, numberBytes(text.length), text);
}

function plain(said, data) {
  const text = new TextEncoder().encode(JSON.stringify({ said, sizes: data.map(({ size }) => size) }));
  return new Blob([numberBytes(text.length), text, ...data]);
}

async function* chunks(stream) {
  let [pieces, length] = [[], 0];
  for (const reader = stream.getReader(); ;) {
    const { value } = await reader.read();
    if (!value) break;
    for (let at = 0; at < value.length;) {
      const piece = value.subarray(at, at + CHUNK_BYTES - length);
      pieces.push(piece);
      at += piece.length;
      length += piece.length;
      if (length < CHUNK_BYTES) continue;
      yield joined(...pieces);
      [pieces, length] = [[], 0];
    }
  }
  if (length > 0) yield joined(...pieces);
}

async function exactly(file, start, length) {
  const bytes = await file.slice(start, start + length).arrayBuffer();
  if (bytes.byteLength < length) throw cutOff();
  return bytes;
}

function numberBytes(number) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number, true);
  return bytes;
}
