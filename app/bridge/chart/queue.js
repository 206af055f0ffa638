// Charts are drawn one after the other, and no more in a frame than the page can spare.
const FRAME_MS = 8;
const waiting = new Map();
let spent = 0;
let asked = false;

/** Draws now where this frame has time left, else in one of the next; what was to be drawn of the same handle before is not. */
export function enqueue(handle, draw) {
  waiting.delete(handle);
  waiting.set(handle, draw);
  if (waiting.size === 1 && spent < FRAME_MS) work();
  else ask();
}

/** Draws what waits of this handle, at once. */
export function flush(handle) {
  const draw = waiting.get(handle);
  waiting.delete(handle);
  draw?.();
}

/** Draws nothing more of this handle. */
export function forget(handle) {
  waiting.delete(handle);
}

function work() {
  while (waiting.size > 0 && spent < FRAME_MS) {
    const began = performance.now();
    try {
      flush(waiting.keys().next().value);
    } finally {
      spent += performance.now() - began;
      ask();
    }
  }
}

// A page that is not seen has no frames, and nobody waits for its charts.
function ask() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    spent = 0;
    if (waiting.size > 0) work();
  });
}
