// Starts the engine's worker before the page's own code is there, and loses none of its words meanwhile.

/**
 * A Worker that holds a lock of the name `worker.lock` for as long as it lives, and whose messages and errors wait until `onmessage` and `onerror` are set.
 */
export function startWorker(url) {
  const [helpers] = /helpers=\d+/.exec(location.search) ?? [];
  const lock = `sextant-${Date.now().toString(36)}${Math.random().toString(36).slice(2)}${helpers ? `-${helpers}` : ""}`;
  const worker = Object.assign(new Worker(url, { type: "module", name: lock }), { lock });
  for (const kind of ["message", "error"]) holdUntilHeard(worker, kind);
  return worker;
}

/** Settles when the worker has said anything. */
export function firstWord(worker) {
  return new Promise((settle) => worker.addEventListener("message", settle, { once: true }));
}

function holdUntilHeard(worker, kind) {
  const property = `on${kind}`;
  const waiting = [];
  const hold = (event) => waiting.push(event);
  worker.addEventListener(kind, hold);
  Object.defineProperty(worker, property, {
    configurable: true,
    get: () => null,
    set(listener) {
      delete worker[property];
      worker.removeEventListener(kind, hold);
      worker[property] = listener;
      // The setter's caller may still be in the middle of its own set-up.
      queueMicrotask(() => { for (const event of waiting) worker[property]?.call(worker, event); });
    },
  });
}
