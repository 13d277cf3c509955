import type { PlacedLane } from "#lib/timeline/plot.ts";
import type { Pen } from "./pen.ts";
import type { View } from "./view.ts";

const halfPx = 4;
const heightPx = 6;

/**
 * Single messages of streams, where they were seen: at the client's edge of the network or at the server's. A triangle
 * points the way the message goes. Messages nearer than a triangle's width to the one before are one triangle.
 */
export function drawMessages(pen: Pen, view: View, placed: PlacedLane): void {
  const last = new Map<string, number>();
  for (const { atUs, side, direction } of view.panel.layout.messages) {
    if (atUs < view.fromUs || atUs > view.toUs) continue;
    const x = view.x(atUs);
    const kind = `${side}/${direction}`;
    if (x - (last.get(kind) ?? Number.NEGATIVE_INFINITY) < halfPx * 2) continue;
    last.set(kind, x);
    const top = side === "client" ? placed.yPx : placed.yPx + placed.heightPx - heightPx;
    const [base, tip] = direction === "toClient" ? [top + heightPx, top] : [top, top + heightPx];
    pen.area([x - halfPx, base, x + halfPx, base, x, tip], "network");
  }
}
