// Texts in a drawing, and the drawing around everything.

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as it may stand in XML. */
export function escape(text) {
  return String(text).replace(/[&<>"]/g, (letter) => ENTITIES[letter]).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
}

/** One line of text; `y` is where its letters stand. */
export function say(look, text, x, y, { size = 12, bold = false, color = "ink", anchor = "start" } = {}) {
  return `<text x="${round(x)}" y="${round(y)}" font-family="${escape(look.font)}" font-size="${size}" font-weight="${bold ? "bold" : "normal"}" text-anchor="${anchor}" fill="${look.token(color)}">${escape(text)}</text>`;
}

/** The text, cut off with a sign where it is wider than `width`. */
export function fit(look, text, width, size, bold) {
  if (look.measure(text, size, bold) <= width) return text;
  const letters = [...text];
  let [least, most] = [0, letters.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (look.measure(`${letters.slice(0, middle).join("")}…`, size, bold) <= width) least = middle;
    else most = middle - 1;
  }
  return `${letters.slice(0, least).join("")}…`;
}

/** The text in lines that are no wider than `width`, and at most `most` of them. */
export function wrap(look, text, width, size, bold = false, most = Infinity) {
  const lines = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      const longer = line ? `${line} ${word}` : word;
      if (line && look.measure(longer, size, bold) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    lines.push(line);
  }
  if (lines.length <= most) return lines.map((line) => fit(look, line, width, size, bold));
  const kept = lines.slice(0, most);
  kept[most - 1] = fit(look, `${kept[most - 1]} ${lines[most]}`, width, size, bold);
  return kept.map((line) => fit(look, line, width, size, bold));
}

/** A rectangle. */
export function rect(look, { x, y, width, height }, { fill = "none", stroke, radius = 0 } = {}) {
  const edge = stroke ? ` stroke="${look.token(stroke)}" stroke-width="1"` : "";
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(Math.max(0, height))}" rx="${radius}" fill="${fill === "none" ? fill : look.token(fill)}"${edge}/>`;
}

/** A whole drawing on the page's ground. */
export function frame(look, width, height, inside, title, ground = "surface") {
  const back = rect(look, { x: 0, y: 0, width, height }, { fill: ground });
  const text = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"><title>${escape(title ?? "")}</title>${back}${inside}</svg>`;
  return { text, width: Math.round(width), height: Math.round(height) };
}

/** A length as short as it is exact enough. */
export function round(pixels) {
  return Math.round(pixels * 100) / 100;
}
