import type { Locale } from "#lib/i18n/locales.ts";
import { foreignFlags, missing } from "#lib/record/attempt-table.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { mostRibbons } from "#lib/timeline/place-lanes.ts";
import type { PlacedLane } from "#lib/timeline/plot.ts";
import { spanMarks } from "#lib/timeline/span-columns.ts";
import { visibleSpans } from "./draw-bars.ts";
import type { Pen } from "./pen.ts";
import type { View } from "./view.ts";

/** Call numbers in the handler's bars, with the length where there is room; a numbered circle on each retry. */
export function drawBarWords(pen: Pen, view: View, locale: Locale): void {
  const { record } = view.panel.layout;
  for (const placed of view.panel.lanes) {
    if (placed.lane.kind === "worker" && placed.barPx >= 12) drawSlotWords(pen, view, placed, locale);
  }
  if (record.attempts.length <= mostRibbons) drawRetries(pen, view);
}

function drawSlotWords(pen: Pen, view: View, { lane, yPx, barPx }: PlacedLane, locale: Locale): void {
  const { attempts } = view.panel.layout.record;
  const [first, last] = visibleSpans(lane, view);
  if (last - first > mostRibbons) return;
  for (let i = first; i < last; i++) {
    const start = lane.spans.startUs[i] as number;
    const end = lane.spans.endUs[i] === missing ? view.nowUs : (lane.spans.endUs[i] as number);
    const from = Math.max(view.leftPx, view.x(start));
    const room = Math.min(view.rightPx, view.x(end)) - from;
    if (room < 18 || ((lane.spans.marks[i] as number) & spanMarks.wasted) !== 0) continue;
    const row = lane.spans.row[i] as number;
    const isForeign = ((attempts.flags[row] as number) & foreignFlags) !== 0;
    // Other callers are counted among themselves: their number would mean another call.
    const number = isForeign ? "" : String((attempts.call[row] as number) + 1);
    const length = room > 92 ? formatDuration(locale, end - start) : "";
    const words = [number, length].filter((part) => part !== "").join(" · ");
    if (words === "") continue;
    pen.text(from + 6, yPx + barPx / 2 + (barPx >= 16 ? 4.5 : 4), words, "paper", {
      size: barPx >= 16 ? 12 : 11,
      weight: 500,
    });
  }
}

/** Retries and hedges carry their number, and an arrow from the attempt before them. */
function drawRetries(pen: Pen, view: View): void {
  const { attempts } = view.panel.layout.record;
  const client = view.panel.lanes[0];
  if (client === undefined) return;
  const y = client.yPx + client.barPx / 2;
  for (let row = 0; row < attempts.length; row++) {
    const begins = attempts.intended[row] as number;
    if ((attempts.attempt[row] as number) === 0 || begins === missing) continue;
    const x = view.x(begins);
    if (x < view.leftPx || x > view.rightPx) continue;
    const parent = attempts.parentAttempt[row] as number;
    const over = parent === missing ? missing : Math.min(attempts.received[parent] as number, begins);
    if (over !== missing)
      pen.line([view.x(over), y, x - 8, y, x - 11, y - 3, x - 8, y, x - 11, y + 3], "ink", { dash: [3, 2] });
    pen.box(x - 7, y - 7, 14, 14, "ink", { radius: 7 });
    pen.text(x, y + 4, String((attempts.attempt[row] as number) + 1), "paper", {
      size: 11,
      weight: 600,
      anchor: "middle",
    });
  }
}
