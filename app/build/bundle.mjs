// Bundles scripts and styles with esbuild, from the bridge's own node_modules.
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

const require = createRequire(new URL("../bridge/package.json", import.meta.url));
const { build } = require("esbuild");

// The cascade's order; any other sheet comes after these, by name.
const FIRST_SHEETS = ["tokens.css", "base.css", "layout.css", "parts.css"];

// What jsPDF would load to read HTML, which nobody asks it to.
const NEVER_CALLED = ["canvg", "dompurify", "html2canvas"];

/** One script with all that it imports. */
export async function bundleScript(entry, { minify, format = "esm", alias = {}, define = {} }) {
  return bundled({ entryPoints: [entry], format, minify, alias, define, target: "es2022", legalComments: "none" });
}

/** One script and what it imports later, each as a file named by its content: the script's name first. */
export async function bundleSplit(entry, { minify, name: hashed }) {
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, splitting: true, format: "esm", outdir: ".", write: false, external: NEVER_CALLED, minify, target: "es2022", legalComments: "none", logLevel: "warning" });
  const waiting = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const done = new Map();
  // A file gets its name when all that it imports have theirs.
  while (waiting.size > 0) {
    const ready = [...waiting].find(([own, text]) => [...waiting.keys()].every((other) => other === own || !text.includes(`"./${other}"`)));
    if (!ready) throw new Error(`the parts of ${entry} import each other`);
    const [own, text] = ready;
    const bytes = Buffer.from([...done].reduce((given, [other, { file }]) => given.replaceAll(`"./${other}"`, `"./${file}"`), text));
    const plain = own.replace(/-[0-9A-Z]{8}(?=\.js$)/, "");
    done.set(own, { file: hashed(plain, bytes), bytes });
    waiting.delete(own);
  }
  return [...done.values()].reverse();
}

/** All sheets of `folder` as one: what `main.css` imports, or every sheet in the cascade's order. */
export async function bundleStyle(folder, { minify }) {
  const sheets = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".css")) : [];
  const wanted = sheets.includes("main.css") ? ["main.css"] : [...sheets].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  const contents = wanted.map((name) => `@import "./${name}";`).join("\n");
  return bundled({ stdin: { contents, loader: "css", resolveDir: folder }, minify, target: "chrome120" });
}

function rank(name) {
  const place = FIRST_SHEETS.indexOf(name);
  return place < 0 ? FIRST_SHEETS.length : place;
}

async function bundled(options) {
  const { outputFiles } = await build({ bundle: true, write: false, logLevel: "warning", ...options });
  return Buffer.from(outputFiles[0].contents);
}
