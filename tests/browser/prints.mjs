// Pictures as prints: what each looks like from afar, to be compared with what it looked like when somebody looked at it.

const ACROSS = 24;
const DOWN = 16;
// A channel of a cell that differs by so many of 16 steps is another colour; fonts and edges differ by less.
const STEPS = 2;
// So large a part of the cells may differ.
const MOST = 0.02;

/** The print of each place `{ name, x, y, width, height }` of a picture of the page, worked out in `page`: a hexadecimal digit for red, green and blue of each cell, row by row. */
export function printsOf(page, picture, places) {
  return page.evaluate(async ([base64, places, across, down]) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(across, down);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    return Object.fromEntries(await Promise.all(places.map(async ({ name, x, y, width, height }) => {
      // Smoothing looks at few neighbours only: halve until it is small.
      let part = await createImageBitmap(image, x, y, width, height);
      while (part.width > across * 2) part = await createImageBitmap(part, { resizeWidth: Math.max(across, part.width >> 1), resizeHeight: Math.max(down, part.height >> 1), resizeQuality: "high" });
      const small = await createImageBitmap(part, { resizeWidth: across, resizeHeight: down, resizeQuality: "high" });
      context.drawImage(small, 0, 0);
      const { data } = context.getImageData(0, 0, across, down);
      const digits = [...data].filter((_, at) => at % 4 < 3).map((value) => (value >> 4).toString(16));
      return [name, digits.join("")];
    })));
  }, [picture.toString("base64"), places, ACROSS, DOWN]);
}

/** Which part of the cells of two prints differ, from 0 to 1; all of them where one is absent. */
export function difference(one, other) {
  if (one?.length !== other?.length || !one) return 1;
  const cells = one.length / 3;
  let differing = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    const far = [0, 1, 2].some((channel) => Math.abs(parseInt(one[cell * 3 + channel], 16) - parseInt(other[cell * 3 + channel], 16)) >= STEPS);
    if (far) differing += 1;
  }
  return differing / cells;
}

/** Says of each print that looks otherwise than the known one, or that is not known, by how much. */
export function unlike(prints, known) {
  const told = Object.entries(prints).map(([name, print]) => [name, difference(print, known[name])]);
  return told.filter(([, part]) => part > MOST).map(([name, part]) => `${name}: ${known[name] ? `${Math.round(part * 100)} % of it looks otherwise` : "not looked at yet"}`);
}
