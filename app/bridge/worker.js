// The worker's entry: starts the engine, a reader that is thrown away after one file, or a helper of the engine, and keeps the page's messages until it listens.
// The page gets the compiled module, and gives it to each reader, which then starts at once. So do helpers, which this worker starts.
import start from "sextant-worker";

const url = new URL(WORKER_WASM, import.meta.url);
const isGiven = /^(reader|helper)-/.test(self.name);

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
const module = (isGiven && await givenModule) || await compile();
await held;
await start({ module_or_path: module });
if (!isGiven) postMessage({ module });
self.sextantModule = module;
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
