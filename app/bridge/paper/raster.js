// A drawing as the bytes of a picture.

const SCALE = 2;
// What every browser's canvas holds.
const LONGEST = 16_000;
const MOST_PIXELS = 120_000_000;

/** The bytes of a PNG at twice the size of the drawing, or as large as a canvas can be. */
export async function raster({ text, width, height }) {
  const scale = Math.min(SCALE, LONGEST / Math.max(width, height), Math.sqrt(MOST_PIXELS / (width * height)));
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = Object.assign(new Image(), { src: address });
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((settle) => canvas.toBlob(settle, "image/png"));
    if (!blob) throw new Error("this browser made no picture of the drawing");
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}
