// What axe-core finds in the page as it is, of what is serious.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const BAD = ["serious", "critical"];

/** In the whole page, or in the last part of it that `part` names. */
export async function findings(page, part) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate((part) => {
    const where = part ? [...document.querySelectorAll(part)].at(-1) : document;
    return window.axe.run(where, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
  }, part);
  return violations
    .filter(({ impact }) => BAD.includes(impact))
    .flatMap(({ id, nodes }) => nodes.slice(0, 4).map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary.split("\n").slice(1, 3).join(" ").trim()}`));
}
