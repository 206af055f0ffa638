// Writes index.html: the source page with the site's own files named in its head, and nothing inline that runs.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const MARK = "<!-- site -->";

/** Fills the page's mark with the tags that name this build's files. */
export async function writePage(source, target, { base, build, files, offline }) {
  const page = await readFile(source, "utf8");
  if (!page.includes(MARK)) throw new Error(`app/index.html has no ${MARK}`);
  const address = (name) => `${base}${name}`;
  const metas = { build, app: address(files.app), chart: address(files.chart), editor: address(files.editor), link: address(files.link), share: address(files.share), viewer: address(files.viewer), world: address(files.world), font: address(files.font), "font-bold": address(files["font-bold"]) };
  if (files.worker) metas.worker = address(files.worker);
  if (offline) metas.offline = address("sw.js");
  const tags = [
    `<script src="${address(files.theme)}"></script>`,
    `<link rel="stylesheet" href="${address(files.style)}">`,
    `<link rel="preload" href="${address(files.app)}" as="fetch" type="application/wasm" crossorigin>`,
    ...Object.entries(metas).map(([name, content]) => `<meta name="sextant-${name}" content="${content}">`),
    `<link rel="manifest" href="${address("manifest.webmanifest")}">`,
    `<link rel="icon" href="${address("icons/sextant.svg")}" type="image/svg+xml">`,
    `<link rel="apple-touch-icon" href="${address("icons/sextant-180.png")}">`,
    `<script type="module" src="${address(files.boot)}"></script>`,
  ];
  const written = page.replace(/^.*data-trunk.*\n/gm, "").replace(MARK, tags.join("\n    "));
  await writeFile(target, written);
}

/** Fails when the page names a file that is not there, runs inline code, or names another site. */
export async function checkPage(site, base) {
  const page = await readFile(join(site, "index.html"), "utf8");
  if (/<script(?![^>]*\bsrc=)/.test(page)) throw new Error("index.html has an inline script: the CSP would block it");
  const named = [...page.matchAll(/(?:src|href)="([^"]+)"|name="sextant-(?:app|chart|editor|font|font-bold|link|share|viewer|worker|world|offline)" content="([^"]+)"/g)];
  for (const [, link, meta] of named) {
    const address = link ?? meta;
    if (/^([a-z]+:)?\/\//.test(address)) throw new Error(`index.html names another site: ${address}`);
    const file = address.slice(base.length);
    if (!address.startsWith(base) || !existsSync(join(site, file))) throw new Error(`index.html names ${address}, which is not there`);
  }
}
