// Texts that the font of a PDF cannot show (Chinese, emoji) become pictures of themselves, with those letters in the fonts of the system.

const SCALE = 4;
const SYSTEM = "system-ui, sans-serif";

/** Puts a picture in the place of every text with a letter that the font lacks. */
export function pictureUnknown(drawing, pdf, family) {
  const known = new Map();
  const isKnown = (letter, style) => {
    const key = style + letter;
    if (!known.has(key)) {
      pdf.setFont(family, style);
      known.set(key, pdf.getFont().metadata.characterToGlyph(letter.codePointAt(0)) > 0);
    }
    return known.get(key);
  };
  for (const text of drawing.querySelectorAll("text")) {
    const style = getComputedStyle(text);
    const weight = Number(style.fontWeight) >= 550 ? "bold" : "normal";
    if (![...text.textContent].every((letter) => letter.trim() === "" || isKnown(letter, weight))) text.replaceWith(picture(text, style, weight, `${family}, ${SYSTEM}`));
  }
}

function picture(text, style, weight, families) {
  const size = Number.parseFloat(style.fontSize);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const font = (scale) => `${weight} ${size * scale}px ${families}`;
  context.font = font(1);
  const width = Math.max(1, context.measureText(text.textContent).width);
  Object.assign(canvas, { width: Math.ceil(width * SCALE), height: Math.ceil(size * 1.5 * SCALE) });
  Object.assign(context, { font: font(SCALE), fillStyle: style.fill, textBaseline: "alphabetic" });
  context.fillText(text.textContent, 0, size * 1.1 * SCALE);
  const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
  const left = { middle: width / 2, end: width }[style.textAnchor] ?? 0;
  const up = { central: 0.35, middle: 0.35, hanging: 0.75, "text-before-edge": 0.95 }[style.dominantBaseline] ?? 0;
  const place = {
    x: Number(text.getAttribute("x") ?? 0) - left, y: Number(text.getAttribute("y") ?? 0) + up * size - size * 1.1,
    width, height: size * 1.5, href: canvas.toDataURL("image/png"),
  };
  for (const [name, value] of Object.entries(place)) image.setAttribute(name, value);
  if (text.hasAttribute("transform")) image.setAttribute("transform", text.getAttribute("transform"));
  return image;
}
