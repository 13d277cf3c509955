import type { PlacedLane } from "#lib/timeline/place-lanes.ts";
import type { Pen } from "./pen.ts";
import type { View } from "./view.ts";

const sizePx = 4;

/**
 * Single messages of streams at the client's edge of the network: a triangle down leaves, a triangle up has come.
 * Messages nearer than a triangle's width to the one before are one triangle.
 */
export function drawMessages(pen: Pen, view: View, { yPx }: PlacedLane): void {
  const last = { toClient: Number.NEGATIVE_INFINITY, toServer: Number.NEGATIVE_INFINITY };
  for (const { atUs, direction } of view.panel.layout.record.messages) {
    if (atUs < view.fromUs || atUs > view.toUs) continue;
    const x = view.x(atUs);
    if (x - last[direction] < sizePx * 2) continue;
    last[direction] = x;
    const [base, tip] = direction === "toClient" ? [yPx + sizePx + 2, yPx] : [yPx, yPx + sizePx + 2];
    pen.area([x - sizePx, base, x + sizePx, base, x, tip], "network");
  }
}
