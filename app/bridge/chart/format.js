// How a value is written: by what its column means. `Format` is plain data; see `formatCell`.

const LOCALE = "en";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const TEMPORAL = new Set(["date", "datetime", "time", "month", "quarter", "year", "week", "weekday", "month_name", "hour"]);

const numberFormats = new Map();

/** A cell in full, as tables and tooltips show it; nothing for a missing value. */
export function formatValue(value, format) {
  if (value === null || value === undefined || value === "-") return "";
  if (Array.isArray(value)) return value.map((part) => formatValue(part, format)).join(", ");
  if (typeof value === "boolean") return value ? "Yes" : "No";
  const kind = format?.kind ?? "text";
  if (kind === "plain") return String(value);
  if (kind === "boolean") return value === "true" ? "Yes" : value === "false" ? "No" : String(value);
  if (TEMPORAL.has(kind)) return formatMoment(value, kind);
  if (typeof value === "number" || (isNumeric(kind) && value !== "" && Number.isFinite(Number(value)))) return formatNumber(value, format);
  return String(value);
}

/** A value on an axis, as short as it can be said. */
export function formatShort(value, format) {
  const kind = format?.kind ?? "number";
  if (TEMPORAL.has(kind)) return formatMoment(value, kind);
  if (typeof value !== "number" || kind === "plain") return formatValue(value, format);
  if (kind === "percent") return intl({ style: "percent", maximumFractionDigits: Math.abs(value) < 0.1 ? 1 : 0 }).format(value);
  const style = currencyStyle(format);
  const short = Math.abs(value) >= 10_000
    ? intl({ ...style, notation: "compact", maximumFractionDigits: 2, minimumFractionDigits: 0 }).format(value).replace(/K$/, "k")
    : intl({ ...style, minimumFractionDigits: 0, maximumFractionDigits: Math.abs(value) < 1 ? 4 : 2 }).format(value);
  return withUnit(short, format);
}

/** Whether the column's values are points in time or parts of a calendar. */
export function isTemporal(format) {
  return TEMPORAL.has(format?.kind);
}

function isNumeric(kind) {
  return ["number", "integer", "percent", "currency"].includes(kind);
}

function formatNumber(value, format) {
  // Text holds an integer that a double can't; BigInt keeps all of its digits.
  const number = typeof value === "string" && /^-?\d{16,}$/.test(value) ? BigInt(value) : Number(value);
  const digits = digitsOf(Number(number), format);
  if (format?.kind === "percent") return intl({ style: "percent", ...digits }).format(number);
  return withUnit(intl({ ...currencyStyle(format), ...digits }).format(number), format);
}

function digitsOf(number, format) {
  if (Number.isInteger(format?.decimals)) return { minimumFractionDigits: format.decimals, maximumFractionDigits: format.decimals };
  const size = Math.abs(number);
  if (format?.kind === "integer") return { maximumFractionDigits: Number.isInteger(number) ? 0 : 1 };
  if (format?.kind === "percent") return { maximumFractionDigits: 1 };
  if (format?.kind === "currency") return Number.isInteger(number) || size >= 100_000 ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  if (size !== 0 && size < 1) return { maximumSignificantDigits: 3 };
  return { maximumFractionDigits: size >= 100_000 ? 0 : size >= 1000 ? 1 : 2 };
}

function currencyStyle(format) {
  return format?.kind === "currency" ? { style: "currency", currency: format.currency ?? "USD", currencyDisplay: "narrowSymbol" } : {};
}

function withUnit(text, format) {
  return format?.unit ? `${text}\u00a0${format.unit}` : text;
}

function intl(options) {
  const key = JSON.stringify(options);
  if (!numberFormats.has(key)) numberFormats.set(key, new Intl.NumberFormat(LOCALE, options));
  return numberFormats.get(key);
}

function formatMoment(value, kind) {
  const part = typeof value === "number" || /^-?\d{1,4}$/.test(value) ? formatPart(Number(value), kind) : null;
  if (part !== null) return part;
  if (kind === "time") return String(value).replace(/^(\d\d:\d\d):00(\.0+)?$/, "$1");
  const moment = parseMoment(value);
  return moment ? write(moment, kind) : String(value);
}

// A part of the calendar as a number: month 3, quarter 2, weekday 1 (Monday), hour 17, year 2013.
function formatPart(number, kind) {
  if (kind === "year") return number < 10_000 ? String(number) : null;
  if ((kind === "month" || kind === "month_name") && number >= 1 && number <= 12) return MONTHS[number - 1];
  if (kind === "quarter" && number >= 1 && number <= 4) return `Q${number}`;
  if (kind === "weekday" && number >= 1 && number <= 7) return WEEKDAYS[number - 1];
  if (kind === "hour" && number >= 0 && number <= 24) return `${String(number).padStart(2, "0")}:00`;
  if (kind === "week" && number >= 1 && number <= 53) return `W${number}`;
  return null;
}

// Our dates have no zone, so they are read and written as they stand.
function parseMoment(value) {
  if (typeof value === "number") {
    const local = new Date(value);
    return { year: local.getFullYear(), month: local.getMonth() + 1, day: local.getDate(), clock: local.toTimeString().slice(0, 8) };
  }
  const match = /^(-?\d{4,})-(\d\d)(?:-(\d\d))?(?:[T ](\d\d:\d\d(?::\d\d)?))?/.exec(value);
  return match && { year: Number(match[1]), month: Number(match[2]), day: Number(match[3] ?? 1), clock: match[4] ?? "00:00" };
}

function write({ year, month, day, clock }, kind) {
  const date = `${day} ${MONTHS[month - 1]} ${year}`;
  switch (kind) {
    case "year": return String(year);
    case "quarter": return `Q${Math.ceil(month / 3)} ${year}`;
    case "month": return `${MONTHS[month - 1]} ${year}`;
    case "weekday": return WEEKDAYS[(new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7];
    case "hour": return `${date}, ${clock.slice(0, 5)}`;
    case "datetime": return `${date}, ${clock.replace(/:00$/, (seconds, at) => (at > 2 ? "" : seconds))}`;
    default: return date;
  }
}
