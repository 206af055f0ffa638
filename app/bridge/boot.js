// What runs before the page's own code: starts the engine, then the page, then what makes it work offline.
// Leaves for the page, on globalThis:
//   sextantWorker    the engine's Worker, already loading
//   sextantLoad      (name: "chart" | "editor" | "share") => Promise of that module
//   sextantShrink    (file, letters) => Promise of a picture as a data: address
//   sextantLaunched  File objects that the system opened the app with ("sextant-launched" tells of new ones)
//   sextantUpdate    set when a new version waits ("sextant-update" tells); calling it switches to it
import start from "sextant-app";
import { firstWord, startWorker } from "./boot/worker.js";
import { keepOffline } from "./boot/offline.js";
import { shrink } from "./boot/picture.js";
import { site } from "./boot/site.js";

/** How long after the engine is ready the site is stored for offline use. */
const OFFLINE_AFTER_MS = 3_000;

const loaded = new Map();

globalThis.sextantLoad = (name) => {
  if (!loaded.has(name)) loaded.set(name, import(site(name)));
  return loaded.get(name);
};

globalThis.sextantShrink = shrink;

const worker = site("worker") && startWorker(site("worker"));
globalThis.sextantWorker = worker;
takeLaunchedFiles();
openPage();

async function openPage() {
  const shell = document.getElementById("shell");
  try {
    await start({ module_or_path: site("app") });
    shell?.remove();
    whenIdle(() => globalThis.sextantLoad("chart"));
    // Not before the engine is here: what is kept then comes from the browser's cache, not a second time over the network.
    // And not at once: storing the site would take the processor from the first file, which often comes with the engine.
    if (worker) firstWord(worker).then(() => setTimeout(() => whenIdle(keepOffline), OFFLINE_AFTER_MS));
  } catch (error) {
    console.error(error);
    const status = shell?.querySelector("[role=status]");
    if (status) status.textContent = `Sextant could not start: ${error.message}. Reload the page; if it stays, use a current browser.`;
  }
}

function takeLaunchedFiles() {
  globalThis.sextantLaunched = [];
  globalThis.launchQueue?.setConsumer(async ({ files }) => {
    if (!files?.length) return;
    globalThis.sextantLaunched.push(...await Promise.all(files.map((handle) => handle.getFile())));
    dispatchEvent(new Event("sextant-launched"));
  });
}

function whenIdle(work) {
  (globalThis.requestIdleCallback ?? setTimeout)(work);
}
