// Pictures for dashboards, made small enough to be kept with them.
const EDGES = [1600, 1200, 900, 640, 400];
const QUALITIES = [0.9, 0.75, 0.6];

/** A `data:` address of the picture with at most `letters` letters; undefined when the file is no picture or stays too large. */
export async function shrink(file, letters) {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return undefined;
  for (const edge of EDGES) {
    for (const quality of QUALITIES) {
      const address = drawn(picture, edge, quality);
      if (address.length <= letters) return address;
    }
  }
  return undefined;
}

function drawn(picture, edge, quality) {
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.max(1, Math.round(picture.width * scale)), height: Math.max(1, Math.round(picture.height * scale)) });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/webp", quality);
}
