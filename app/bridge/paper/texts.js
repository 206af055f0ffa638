// Where the letters of a PDF's texts begin: worked out here, because svg2pdf measures texts under the page's own styles.

// How far below the middle of a line its letters stand, as a part of their size.
const MIDDLE = 0.36;

/** Gives every text the place of its first letter, on the line that letters stand on. */
export function placeTexts(drawing, pdf, family) {
  for (const text of drawing.querySelectorAll("text")) {
    const { fontSize, fontWeight, textAnchor, dominantBaseline } = getComputedStyle(text);
    const size = Number.parseFloat(fontSize);
    pdf.setFont(family, Number(fontWeight) >= 550 ? "bold" : "normal");
    const width = pdf.getStringUnitWidth(text.textContent) * size;
    const back = { middle: width / 2, end: width }[textAnchor] ?? 0;
    const down = dominantBaseline === "central" || dominantBaseline === "middle" ? MIDDLE * size : 0;
    text.setAttribute("x", Number(text.getAttribute("x") ?? 0) - back);
    text.setAttribute("y", Number(text.getAttribute("y") ?? 0) + down);
    text.setAttribute("text-anchor", "start");
    text.removeAttribute("dominant-baseline");
  }
}
