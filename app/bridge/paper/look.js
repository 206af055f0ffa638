// What a drawing takes from the page: its colours, its font, and how wide a text is.

/** Calls `work` with the look of the page, or of one of its themes, or in another font. */
export async function withLook({ theme, font }, work) {
  const element = document.createElement("div");
  element.hidden = true;
  if (theme) element.dataset.theme = theme;
  document.body.append(element);
  // ECharts writes the names of fonts into attributes as they are.
  element.style.setProperty("--font", font ? `'${font}'` : getComputedStyle(element).getPropertyValue("--font").replaceAll('"', "'"));
  try {
    return await work(lookOf(element));
  } finally {
    element.remove();
  }
}

function lookOf(element) {
  const style = getComputedStyle(element);
  const token = (name) => style.getPropertyValue(`--${name}`).trim() || "currentColor";
  const font = token("font");
  const context = document.createElement("canvas").getContext("2d");
  const measure = (text, size, isBold = false) => {
    context.font = `${isBold ? 700 : 400} ${size}px ${font}`;
    return context.measureText(text).width;
  };
  return { element, token, font, measure };
}
