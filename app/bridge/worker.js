// The worker's entry: starts the engine, and keeps the page's messages until it listens.
import start from "sextant-worker";

// The page waits for this lock: it gets it when this worker dies, however it dies.
self.navigator.locks?.request(self.name, () => new Promise(() => {}));

const waiting = [];
const hold = (event) => { event.stopImmediatePropagation(); waiting.push(event); };
addEventListener("message", hold);
await start({ module_or_path: new URL(WORKER_WASM, import.meta.url) });
removeEventListener("message", hold);
for (const { data, ports } of waiting) dispatchEvent(new MessageEvent("message", { data, ports }));
