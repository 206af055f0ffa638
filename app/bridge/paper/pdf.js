// A PDF of drawn pages: charts stay vectors, texts stay texts, in a font that comes with it.
import { jsPDF } from "jspdf";
import { svg2pdf } from "svg2pdf.js";
import { site } from "../boot/site.js";
import { placeTexts } from "./texts.js";
import { pictureUnknown } from "./unknown.js";

const FAMILY = "Inter";
const FONTS = { normal: "font", bold: "font-bold" };
const POINTS_A_PIXEL = 0.75;

let fonts = null;

/** The fonts of a PDF, which the page needs too, to know how wide texts will be. */
export async function loadFonts() {
  fonts ??= Promise.all(Object.entries(FONTS).map(async ([style, name]) => {
    const response = await fetch(site(name));
    if (!response.ok) throw new Error(`the font: ${response.status}`);
    const bytes = await response.arrayBuffer();
    document.fonts.add(await new FontFace(FAMILY, bytes, { weight: style === "bold" ? "700" : "400" }).load());
    return { style, text: base64(new Uint8Array(bytes)) };
  })).catch((problem) => {
    fonts = null;
    throw problem;
  });
  return { family: FAMILY, files: await fonts };
}

/** The bytes of the PDF; null when `heard` said to stop. */
export async function bind({ title }, pages, { files }, heard) {
  const pdf = new jsPDF({ orientation: "landscape", unit: "pt", format: "a4", compress: true, putOnlyUsedFonts: true });
  pdf.setProperties({ title, creator: "Sextant" });
  for (const { style, text } of files) {
    pdf.addFileToVFS(`${style}.ttf`, text);
    pdf.addFont(`${style}.ttf`, FAMILY, style);
  }
  const host = Object.assign(document.createElement("div"), { hidden: true });
  document.body.append(host);
  try {
    for await (const { number, count, page } of pages) {
      if (heard(number, count) === false) return null;
      if (number > 1) pdf.addPage();
      const drawing = new DOMParser().parseFromString(plainWeights(page.text), "image/svg+xml").documentElement;
      host.replaceChildren(drawing);
      pictureUnknown(drawing, pdf, FAMILY);
      placeTexts(drawing, pdf, FAMILY);
      await svg2pdf(drawing, pdf, { x: 0, y: 0, width: page.width * POINTS_A_PIXEL, height: page.height * POINTS_A_PIXEL });
    }
    return new Uint8Array(pdf.output("arraybuffer"));
  } finally {
    host.remove();
  }
}

// There are two weights of the font.
function plainWeights(text) {
  return text.replace(/font-weight([:=]"?)(\d{3})/g, (_, sign, weight) => `font-weight${sign}${weight >= 550 ? "bold" : "normal"}`);
}

function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
