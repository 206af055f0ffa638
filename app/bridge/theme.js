// The colour theme, set before the first paint: what was chosen last, else what the system prefers.
// A classic script: a module would run after the page was drawn once in the wrong colours.
(() => {
  let chosen = null;
  try { chosen = localStorage.getItem("sextant.theme"); } catch { /* storage is blocked: follow the system */ }
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
