// Light or dark: as the system prefers, until someone switches.
import { theme as recolour } from "../chart.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
let chosen = null;

/** Keeps the page in the theme that holds. */
export function followTheme() {
  apply();
  dark.addEventListener("change", apply);
}

/** The other theme than the one that holds. */
export function switchTheme() {
  chosen = isDark() ? "light" : "dark";
  apply();
}

export function isDark() {
  return document.documentElement.dataset.theme === "dark";
}

function apply() {
  document.documentElement.dataset.theme = chosen ?? (dark.matches ? "dark" : "light");
  recolour(null);
}
