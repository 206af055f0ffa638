// What leaves the page as a drawing: a tile or a dashboard as SVG, PNG or PDF, and what goes on the clipboard.
// Loaded when something is first taken out; see `paper` in chart.js. Everything is drawn once, as SVG; the others are made of that.
import { drawBoard, drawSheets } from "./paper/board.js";
import { withLook } from "./paper/look.js";
import { drawPiece, heightOf } from "./paper/piece.js";
import { print } from "./paper/print.js";
import { raster } from "./paper/raster.js";
import { frame } from "./paper/words.js";

const MARGIN = 24;

/** One piece as SVG. */
export async function svg(json) {
  return (await alone(json)).text;
}

/** One piece as the bytes of a PNG at twice its size. */
export async function png(json) {
  return raster(await alone(json));
}

/** Puts one piece on the clipboard as a picture. */
export async function copyPicture(json) {
  const blob = png(json).then((bytes) => new Blob([bytes], { type: "image/png" }));
  await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
}

/** Puts a text on the clipboard, and beside it the same as HTML where there is one. */
export async function copyText(text, html) {
  if (!html) return navigator.clipboard.writeText(text);
  const part = (text, type) => [type, new Blob([text], { type })];
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries([part(text, "text/plain"), part(html, "text/html")]))]);
}

/** A dashboard as the bytes of one PNG. */
export async function boardPng(json) {
  return withLook({}, async (look) => raster(await drawBoard(look, JSON.parse(json))));
}

/** A dashboard as the bytes of a PDF: `heard(done, all)` hears of each page and says whether to go on. Null when it was stopped. */
export async function boardPdf(json, heard) {
  const { bind, loadFonts } = await import("./paper/pdf.js");
  const fonts = await loadFonts();
  return withLook({ theme: "light", font: fonts.family }, async (look) => bind(JSON.parse(json), drawSheets(look, JSON.parse(json)), fonts, heard));
}

/** Prints a dashboard, all tabs on pages of their own: `heard` as for a PDF. */
export function boardPrint(json, heard) {
  return withLook({ theme: "light" }, (look) => print(drawSheets(look, JSON.parse(json)), heard));
}

function alone(json) {
  const { width, height, ...piece } = JSON.parse(json);
  return withLook({}, async (look) => {
    const tall = heightOf(look, piece, width, height);
    const drawn = await drawPiece(look, piece, { x: MARGIN, y: MARGIN, width, height: tall, isFramed: false });
    return frame(look, width + 2 * MARGIN, tall + 2 * MARGIN, drawn, piece.title);
  });
}
