// Reads back what was taken out: pictures, PDFs, workbooks.
import assert from "node:assert/strict";
import { strFromU8 } from "fflate";
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";

/** How many colours a picture has. */
export function colors(page, bytes) {
  return page.evaluate(async (text) => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], { type: "image/png" }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, picture.width, picture.height).data.buffer)).size;
  }, bytes.toString("base64"));
}

/** What is on the pages of a PDF. */
export async function readPdf(bytes) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const found = { pages: [], pictures: 0, paths: 0 };
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    found.pages.push(items.map(({ str }) => str).join(" ").replace(/\s+/g, " "));
    const { fnArray } = await page.getOperatorList();
    found.pictures += fnArray.filter((call) => call === OPS.paintImageXObject || call === OPS.paintInlineImageXObject).length;
    found.paths += fnArray.filter((call) => call === OPS.constructPath).length;
  }
  return found;
}

/** A file of a workbook as text. */
export function text(book, path) {
  assert.ok(book[path], `${path} is not in the workbook: ${Object.keys(book).join()}`);
  return strFromU8(book[path]);
}
