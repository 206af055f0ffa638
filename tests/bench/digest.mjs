// Equal answers have equal digests: the number of rows, and the sum of all numbers in them.
import { tableFromIPC } from "apache-arrow";

const NUMBER = /^(U?Int|Float|Decimal)/;

/** The digest of several Arrow answers, each a table or the bytes of an IPC stream. */
export function digest(answers) {
  const total = { rows: 0, sum: 0 };
  for (const answer of answers) {
    const table = answer instanceof Uint8Array ? tableFromIPC(answer) : answer;
    total.rows += table.numRows;
    for (const field of table.schema.fields) {
      if (NUMBER.test(String(field.type))) total.sum += columnSum(table.getChild(field.name), field.type);
    }
  }
  return total;
}

function columnSum(column, type) {
  const unit = 10 ** (type.scale ?? 0);
  let sum = 0;
  for (const value of column) {
    const number = value === null ? 0 : Number(typeof value === "object" ? wide(value) : value) / unit;
    if (Number.isFinite(number)) sum += number;
  }
  return sum;
}

/** A 128-bit integer comes as 32-bit words, lowest first. */
function wide(words) {
  const bits = Array.from(words).reduceRight((high, word) => (high << 32n) | BigInt(word >>> 0), 0n);
  return BigInt.asIntN(words.length * 32, bits);
}
