// A dashboard in one file: unseals what the file holds, and shows it. Nothing is asked of any network.
// Put into the file as text; see `makePage` in share.js.
import { unseal } from "./share/container.js";
import { showPage } from "./viewer/page.js";
import { askPassphrase } from "./viewer/unlock.js";
import { followTheme } from "./viewer/theme.js";

const root = document.getElementById("page");
followTheme();
open();

async function open() {
  const sealed = new Blob([bytesOf(document.getElementById("sealed").textContent.trim())]);
  const unlock = async (passphrase) => JSON.parse((await unseal(sealed, passphrase)).said);
  try {
    const page = root.dataset.encrypted === undefined ? await unlock(null) : await askPassphrase(root, unlock);
    await showPage(root, page);
  } catch (problem) {
    console.error(problem);
    const text = problem.code ? `This file ${problem.message}.` : "This dashboard could not be shown.";
    root.replaceChildren(Object.assign(document.createElement("p"), { className: "page-problem", role: "alert", textContent: `${text} ${problem.hint ?? "Ask for the file again."}` }));
  }
}

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
