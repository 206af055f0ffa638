// A text as part of an address: packed, and in letters that addresses may hold.
import { decode, encode } from "./cipher.js";

/** More than this is no definition of a dashboard. */
const MOST_BYTES = 16 << 20;

export async function packText(text) {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return encode(new Uint8Array(await new Response(packed).arrayBuffer()));
}

/** The text again; null when it is none, or not whole. */
export async function unpackText(letters) {
  try {
    const reader = new Blob([decode(letters)]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    const [pieces, decoder] = [[], new TextDecoder("utf-8", { fatal: true })];
    for (let length = 0; ;) {
      const { value } = await reader.read();
      if (!value) break;
      length += value.length;
      if (length > MOST_BYTES) return null;
      pieces.push(decoder.decode(value, { stream: true }));
    }
    return pieces.join("") + decoder.decode();
  } catch {
    return null;
  }
}
