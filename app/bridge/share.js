// What is handed to others, and what comes from them: sealed files, and texts that travel in an address.
// Loaded when something is first shared; see `sextantLoad` in boot.js.
export { isEncrypted, seal, unseal } from "./share/container.js";
export { packText, unpackText } from "./share/link.js";
export { makePage } from "./share/page.js";
import { encode } from "./share/cipher.js";

/** The SHA-256 of a blob, to tell whether two are the same. */
export async function digest(blob) {
  return encode(new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())));
}
