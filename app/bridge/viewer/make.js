// Parts of the page, made by their names. Nothing here reads text as HTML.

/** An element with properties and children; `class`, `aria-…`, `data-…` and `style` are attributes, `on…` listeners. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else if (key === "places") for (const [variable, number] of Object.entries(value)) element.style.setProperty(variable, number);
    else if (key.includes("-") || key === "role" || key === "for") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}
