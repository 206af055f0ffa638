// Puts drawn pages into the document for as long as the browser prints; the style sheet shows them on paper alone, and nothing else there.

/** Prints the pages: `heard(done, all)` hears of each and says whether to go on. */
export async function print(sheets, heard) {
  const pages = document.createElement("div");
  pages.className = "print-pages";
  pages.setAttribute("aria-hidden", "true");
  for await (const { number, count, page } of sheets) {
    if (!heard(number, count)) return;
    pages.insertAdjacentHTML("beforeend", page.text);
  }
  document.body.append(pages);
  addEventListener("afterprint", () => pages.remove(), { once: true });
  window.print();
}
