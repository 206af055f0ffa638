// A text in parts: strings, and elements of a few kinds with parts inside.
import { make } from "./make.js";

const KINDS = new Set(["h3", "h4", "p", "blockquote", "pre", "ul", "ol", "li", "em", "strong", "s", "code", "table", "tr", "td", "hr", "br"]);

export function proseOf(parts) {
  return parts.map((part) => {
    if (typeof part === "string") return part;
    const { tag, inside = [], href } = part;
    if (tag === "a" && /^(https?:|mailto:)/i.test(href ?? "")) return make("a", { href, rel: "noopener noreferrer", target: "_blank" }, ...proseOf(inside));
    return make(KINDS.has(tag) ? tag : "span", {}, ...proseOf(inside));
  });
}
