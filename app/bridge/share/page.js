// A dashboard as one HTML file: the viewer, the site's styles and the sealed figures, under a policy that lets nothing else in or out.
import { site } from "../boot/site.js";
import { Refusal } from "./refusal.js";
import { seal } from "./container.js";

/** The file as a blob. `said` is the page as JSON; the title is in the open only where there is no passphrase. */
export async function makePage(said, title, passphrase) {
  const hasMaps = JSON.parse(said).tiles.some(({ isMap }) => isMap);
  const [viewer, style, world, sealed] = await Promise.all([text(site("viewer")), text(document.querySelector('link[rel="stylesheet"]').href), hasMaps ? text(site("world")) : "", seal(said, [], passphrase)]);
  // A string may not end the script that holds it.
  const script = viewer.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  const hash = base64(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script))));
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
  const parts = [
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n<title>${escaped(passphrase ? "Encrypted dashboard" : title)}</title>\n`,
    `<style>${style.replaceAll("</style", "<\\/style")}</style>\n</head>\n<body class="page-file">\n<div id="page"${passphrase ? " data-encrypted" : ""}></div>\n`,
    "<noscript>This dashboard needs JavaScript. It is all in this file: nothing is fetched.</noscript>\n",
    '<script type="application/octet-stream" id="sealed">', base64(new Uint8Array(await sealed.arrayBuffer())), "</script>\n",
    ...(world ? ['<script type="application/json" id="world">', world.replaceAll("</script", "<\\/script"), "</script>\n"] : []),
    "<script>", script, "</script>\n</body>\n</html>\n",
  ];
  return new Blob(parts, { type: "text/html" });
}

async function text(address) {
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) throw new Refusal("share", "The part that shows a dashboard in a file could not be loaded", "Reload the page while there is a network, then try again.");
  return response.text();
}

function base64(bytes) {
  const letters = [];
  for (let at = 0; at < bytes.length; at += 0x8000) letters.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(letters.join(""));
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
