// Marks of a drawn chart, found by looking: where a click picks something, there is a mark.
import { until } from "./app.mjs";

/**
 * Clicks into `card`'s chart, from the plot's middle outwards, until `picked` is true.
 * A chart is a picture: its bars have no elements, so the test feels for one as a finger would.
 */
export async function clickMark(page, card, picked) {
  const chart = card.locator("canvas, svg[width]").first();
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  const parts = [0.5, 0.3, 0.7, 0.2, 0.4, 0.6, 0.8, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85];
  for (const down of parts) {
    for (const across of parts) {
      await page.mouse.click(box.x + box.width * across, box.y + box.height * down);
      if (await settled(picked)) return { across, down };
    }
  }
  throw new Error("no click on the chart picked a mark");
}

const settled = (picked) => until("a pick", picked, 250).catch(() => null);
