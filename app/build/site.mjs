// Trunk's one post_build hook: makes the site out of the two wasm binaries that Trunk left in the staging directory.
// Bundles JavaScript and styles, names every file by its content, lists what works offline, and checks the page.
// SITE_OPTIMIZE=1 also runs wasm-opt and writes .br and .gz beside each file; SITE_OFFLINE=0 leaves out the service worker.
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleScript, bundleSplit, bundleStyle } from "./bundle.mjs";
import { digest, hashedName } from "./hash.mjs";
import { checkPage, writePage } from "./page.mjs";
import { worldMap } from "./world.mjs";
import { optimize } from "./optimize.mjs";
import { compress } from "./compress.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const staging = resolve(process.env.TRUNK_STAGING_DIR ?? "dist");
const base = publicUrl(process.env.PUBLIC_URL);
const optimized = process.env.SITE_OPTIMIZE === "1";
const offline = process.env.SITE_OFFLINE !== "0";
const minify = process.env.TRUNK_PROFILE !== "debug";

// The fonts of PDFs: Inter, under the SIL Open Font License.
const FONTS = { font: "400Regular/Inter_400Regular.ttf", "font-bold": "700Bold/Inter_700Bold.ttf" };

const built = await setAside(staging);
// On the engine, more than the first level takes an hour.
if (optimized) for (const [name, level] of [["app", "-Oz"], ["worker", "-O1"]]) await optimize(join(built, `${name}_bg.wasm`), level);
const files = await emit();
await rm(built, { recursive: true });
await cp(join(root, "public"), staging, { recursive: true });
const build = await buildId(files);
await writePage(join(root, "app/index.html"), join(staging, "index.html"), { base, build, files, offline });
if (offline) await writeOffline();
else await rm(join(staging, "sw.js"), { force: true });
await checkPage(staging, base);
if (optimized) await compress(staging);

/** Moves what Trunk built out of the site, so that only what `emit` names gets into it. */
async function setAside(from) {
  const aside = join(dirname(from), `.built-${process.pid}`);
  await rm(aside, { recursive: true, force: true });
  await mkdir(dirname(aside), { recursive: true });
  await rename(from, aside);
  await mkdir(from);
  return aside;
}

/** Writes the hashed files and tells their names by role. */
async function emit() {
  const bridge = join(root, "app/bridge");
  const write = async (name, bytes) => {
    const hashed = hashedName(name, bytes);
    await writeFile(join(staging, hashed), bytes);
    return hashed;
  };
  const script = async (name, entry, options) => write(name, await bundleScript(join(bridge, entry), { minify, ...options }));
  const files = { style: await write("style.css", await bundleStyle(join(root, "style"), { minify })) };
  files.theme = await script("theme.js", "theme.js", { format: "iife" });
  const [chart, ...parts] = await bundleSplit(join(bridge, "chart.js"), { minify, name: hashedName });
  for (const { file, bytes } of [chart, ...parts]) await writeFile(join(staging, file), bytes);
  files.chart = chart.file;
  parts.forEach(({ file }, place) => { files[`chart${place}`] = file; });
  files.world = await write("world.json", Buffer.from(JSON.stringify(await worldMap())));
  for (const [role, path] of Object.entries(FONTS)) files[role] = await write(`${role}.ttf`, await readFile(join(bridge, "node_modules/@expo-google-fonts/inter", path)));
  files.editor = await script("editor.js", "editor.js");
  files.link = await script("link.js", "link.js");
  files.share = await script("share.js", "share.js");
  files.viewer = await script("viewer.js", "viewer.js", { format: "iife" });
  files.app = await write("app.wasm", await readFile(join(built, "app_bg.wasm")));
  files.boot = await script("boot.js", "boot.js", { alias: { "sextant-app": join(built, "app.js") } });
  if (existsSync(join(built, "worker_bg.wasm"))) {
    files.engine = await write("engine.wasm", await readFile(join(built, "worker_bg.wasm")));
    files.worker = await script("worker.js", "worker.js", {
      alias: { "sextant-worker": join(built, "worker.js") },
      define: { WORKER_WASM: JSON.stringify(`./${files.engine}`) },
    });
  } else if (minify) throw new Error("Trunk built no worker");
  return files;
}

/** One id for the whole site: it changes when any of its files does. */
async function buildId(files) {
  const page = await readFile(join(root, "app/index.html"));
  const kept = await Promise.all((await publicFiles()).map((name) => readFile(join(staging, name))));
  return digest(Buffer.concat([page, ...kept, Buffer.from(Object.values(files).join())]), 12);
}

/** Puts the list of files, in the order in which they are wanted, into the service worker. */
async function writeOffline() {
  const { chart, editor, engine, font, "font-bold": fontBold, link, share, viewer, worker, world, ...others } = files;
  const shell = Object.entries(others).filter(([role]) => !isPart(role)).map(([, file]) => file);
  const parts = Object.entries(others).filter(([role]) => isPart(role)).map(([, file]) => file);
  const kept = await publicFiles();
  const lists = {
    BUILD: build,
    SHELL: ["./", ...shell, ...kept.filter((name) => !name.startsWith("samples/"))],
    ENGINE: [worker, engine, chart, ...parts, editor, link, share, viewer, world, font, fontBold, ...kept.filter((name) => name.startsWith("samples/"))],
  };
  const path = join(staging, "sw.js");
  let text = await readFile(path, "utf8");
  for (const [name, value] of Object.entries(lists)) {
    const line = new RegExp(`^const ${name} = .*;$`, "m");
    if (!line.test(text)) throw new Error(`public/sw.js has no line "const ${name} = …;"`);
    text = text.replace(line, () => `const ${name} = ${JSON.stringify(value)};`);
  }
  await writeFile(path, text);
}

/** Whether a file is a part that the charts load when it is wanted. */
function isPart(role) {
  return /^chart\d+$/.test(role);
}

/** What the site takes from `public/` as it is, but for the service worker itself. */
async function publicFiles() {
  const all = await readdir(join(root, "public"), { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile())
    .map((entry) => relative(join(root, "public"), join(entry.parentPath ?? entry.path, entry.name)))
    .filter((name) => name !== "sw.js" && !basename(name).startsWith(".")).sort();
}

/** What each address in the page starts with: nothing (they are relative) or an absolute path that ends in a slash. */
function publicUrl(given = "") {
  if (given === "" || given === "./") return "";
  if (!given.startsWith("/")) throw new Error(`PUBLIC_URL must start with a slash, as in /bi/: ${given}`);
  return given.endsWith("/") ? given : `${given}/`;
}
