// How the chunks of a share are sealed: with AES-256-GCM under a passphrase, else with a digest that tells accidents.
// Either covers the head of the file, the chunk's number and whether it is the last, so that none can be changed, moved or left out.

export const ROUNDS = 600_000;
const MOST_ROUNDS = 10_000_000;
const DIGEST_BYTES = 32;

/** What the head of an encrypted share says; null where there is no passphrase. */
export function newEncryption(passphrase) {
  if (!passphrase) return null;
  const random = (length) => encode(crypto.getRandomValues(new Uint8Array(length)));
  return { cipher: "AES-256-GCM", derivation: "PBKDF2-HMAC-SHA-256", rounds: ROUNDS, salt: random(16), nonce: random(7) };
}

/** Whether an encryption is one that this version knows. */
export function isKnown({ cipher, derivation, rounds }) {
  return cipher === "AES-256-GCM" && derivation === "PBKDF2-HMAC-SHA-256" && Number.isInteger(rounds) && rounds > 0 && rounds <= MOST_ROUNDS;
}

/** Seals and opens the chunks of a share with this head: `seal(bytes, number, isLast)`, `open(bytes, number, isLast)`; what does not open is null. */
export async function chunkCipher(head, encryption, passphrase) {
  return encryption ? encrypted(head, encryption, await keyOf(passphrase, encryption)) : digested(head);
}

function encrypted(head, { nonce }, key) {
  const prefix = decode(nonce);
  const settings = (number, isLast) => ({ name: "AES-GCM", iv: joined(prefix, place(number, isLast)), additionalData: head });
  return {
    seal: async (bytes, number, isLast) => new Uint8Array(await crypto.subtle.encrypt(settings(number, isLast), key, bytes)),
    open: (bytes, number, isLast) => crypto.subtle.decrypt(settings(number, isLast), key, bytes).then((plain) => new Uint8Array(plain), () => null),
  };
}

function digested(head) {
  const digest = async (bytes, number, isLast) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(head, place(number, isLast), bytes)));
  return {
    seal: async (bytes, number, isLast) => joined(bytes, await digest(bytes, number, isLast)),
    open: async (bytes, number, isLast) => {
      if (bytes.length < DIGEST_BYTES) return null;
      const plain = bytes.subarray(0, -DIGEST_BYTES);
      const expected = await digest(plain, number, isLast);
      return expected.every((byte, index) => byte === bytes[plain.length + index]) ? plain : null;
    },
  };
}

async function keyOf(passphrase, { rounds, salt }) {
  const given = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const settings = { name: "PBKDF2", hash: "SHA-256", iterations: rounds, salt: decode(salt) };
  return crypto.subtle.deriveKey(settings, given, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

// The number of a chunk and whether it is the last, in five bytes.
function place(number, isLast) {
  const bytes = new Uint8Array(5);
  new DataView(bytes.buffer).setUint32(0, number);
  bytes[4] = isLast ? 1 : 0;
  return bytes;
}

/** Bytes one after the other. */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Bytes as text of letters that may stand in an address. */
export function encode(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The bytes of such a text. */
export function decode(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
