// The worker's entry: starts the engine, or a reader that is thrown away after one file, and keeps the page's messages until it listens.
// The page gets the compiled module, and gives it to each reader, which then starts at once.
import start from "sextant-worker";

const url = new URL(WORKER_WASM, import.meta.url);
const isReader = self.name.startsWith("reader-");

// The page waits for this lock: it gets it when this worker dies, however it dies.
// It is held before anything is said: a page that asks sooner would take this worker for dead.
const held = new Promise((settle) => {
  const hold = () => { settle(); return new Promise(() => {}); };
  if (self.navigator.locks) self.navigator.locks.request(self.name, hold);
  else settle();
});

const waiting = [];
let given;
const givenModule = new Promise((settle) => { given = settle; });
const hold = (event) => {
  event.stopImmediatePropagation();
  if ("module" in event.data) given(event.data.module);
  else waiting.push(event);
};
addEventListener("message", hold);
const module = (isReader && await givenModule) || await compile();
await held;
await start({ module_or_path: module });
if (!isReader) postMessage({ module });
removeEventListener("message", hold);
for (const { data, ports } of waiting) dispatchEvent(new MessageEvent("message", { data, ports }));

async function compile() {
  try {
    return await WebAssembly.compileStreaming(fetch(url));
  } catch (error) {
    // A server that does not know the type of wasm; anything else fails again.
    if (!(error instanceof TypeError)) throw error;
    return WebAssembly.compile(await (await fetch(url)).arrayBuffer());
  }
}
