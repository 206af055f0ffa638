// What runs inside the page: watches its thread, and its tiles. Each function is sent as text, so it uses nothing from outside.

/** Runs before anything of the page. `benchWatch()` begins to watch the page's thread; calling what it gives ends that. */
export function installWatch() {
  window.benchWatch = () => {
    const tasks = [];
    const keep = (list) => tasks.push(...list.map((entry) => entry.duration));
    const observer = new PerformanceObserver((list) => keep(list.getEntries()));
    observer.observe({ type: "longtask" });
    let [longestGap, last, watching] = [0, performance.now(), true];
    const step = () => {
      const now = performance.now();
      longestGap = Math.max(longestGap, now - last);
      last = now;
      if (watching) setTimeout(step, 5);
    };
    step();
    return () => {
      watching = false;
      keep(observer.takeRecords());
      observer.disconnect();
      return { longestTask: Math.max(0, ...tasks), longestGap };
    };
  };
}

/**
 * Waits for the next click and then for tiles; the outcome will be in `benchTiles`: milliseconds from the click until each was drawn, in order.
 * A tile is drawn when it shows an answer and no older one, and a frame with it was made.
 * With `anew`, only tiles count that were asked again since the click.
 */
export function watchTiles({ count, anew }) {
  const [asked, drawn] = [new Set(), new Map()];
  const observer = new MutationObserver((changes) => {
    for (const { oldValue, target } of changes) if (oldValue?.split(" ").includes("stale")) asked.add(target.closest("article"));
  });
  observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ["class"], attributeOldValue: true });
  const shows = (tile) => tile.querySelector(".plot canvas, .figure .value, table") && !tile.querySelector(".stale, .skeleton");
  const afterFrame = (call) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = call;
    port2.postMessage(null);
  };
  window.benchTiles = new Promise((resolve, reject) => {
    const started = (event) => {
      const [start, endWatch] = [event.timeStamp, window.benchWatch()];
      const end = (settle, what) => {
        observer.disconnect();
        settle(what);
      };
      const frame = () => {
        const tiles = [...document.querySelectorAll("article.tile")];
        const problem = document.querySelector(".tile-problem");
        if (problem) return end(reject, new Error(`a tile has no answer: ${problem.innerText}`));
        const fresh = tiles.filter((tile) => !drawn.has(tile) && (!anew || asked.has(tile)) && shows(tile));
        for (const tile of fresh) drawn.set(tile, 0);
        afterFrame(() => {
          for (const tile of fresh) drawn.set(tile, performance.now() - start);
          if (drawn.size < count) return requestAnimationFrame(frame);
          const times = [...drawn.values()].sort((a, b) => a - b);
          setTimeout(() => end(resolve, { times, ...endWatch() }), 100);
        });
      };
      requestAnimationFrame(frame);
    };
    addEventListener("click", started, { capture: true, once: true });
  });
  window.benchTiles.catch(() => {});
}
