// Names that change when the content does.
import { createHash } from "node:crypto";
import { extname } from "node:path";

/** The first `length` hex digits of the SHA-256 of `bytes`. */
export function digest(bytes, length) {
  return createHash("sha256").update(bytes).digest("hex").slice(0, length);
}

/** `app.wasm` with its content's digest put in: `app-0123456789.wasm`. */
export function hashedName(name, bytes) {
  const extension = extname(name);
  return `${name.slice(0, -extension.length)}-${digest(bytes, 10)}${extension}`;
}
