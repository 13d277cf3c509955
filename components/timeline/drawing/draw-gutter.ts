import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { LaneKind } from "#lib/timeline/lane.ts";
import { laneLabel } from "#lib/timeline/lane-label.ts";
import type { Panel, PlacedLane, Plot } from "#lib/timeline/plot.ts";
import type { LabelWords } from "./label-words.ts";
import type { Pen } from "./pen.ts";

/** The names of the lanes, left of the time scale. */
export function drawGutter(pen: Pen, panel: Panel, plot: Plot, words: LabelWords): void {
  const workers = panel.lanes.filter(({ lane }) => lane.slots > 0);
  for (const placed of panel.lanes) {
    if (placed.lane.slots > 0) drawSlotName(pen, placed, workers, plot, words);
    else drawLaneName(pen, panel, placed, plot, words);
  }
}

function drawLaneName(pen: Pen, panel: Panel, placed: PlacedLane, plot: Plot, words: LabelWords): void {
  const { lane, yPx } = placed;
  const { lanes } = words.text;
  const compact = plot.density === "compact";
  const { namePx, belowPx } = laneLabel(placed, plot.density);
  const y = yPx + namePx;
  const isBoth = lane.kind === "networkOut" && panel.layout.isRaw && !compact;
  const name = isBoth ? lanes.networkAndServer : laneName(lane.kind, placed, compact, words);
  pen.text(0, y, name, "inkSoft", { size: compact ? 12 : 13 });
  if (compact) return;
  if (belowPx !== null) pen.text(0, yPx + belowPx, lanes.heartbeat, "inkFaint", { size: 12 });
  if (lane.kind !== "queue") return;
  const peak = formatText(lanes.queuePeak, { count: formatNumber(words.locale, lane.rows) });
  pen.text(plot.gutterPx - 10, y, peak, "inkFaint", { size: 12, anchor: "end" });
}

/** The first slot of a replica carries the group's name, every slot with room its number. */
function drawSlotName(
  pen: Pen,
  placed: PlacedLane,
  workers: readonly PlacedLane[],
  plot: Plot,
  words: LabelWords,
): void {
  const { lanes, short } = words.text;
  const { lane, yPx, barPx, pitchPx } = placed;
  const compact = plot.density === "compact";
  const isFirst = workers.find((other) => other.lane.replica === lane.replica) === placed;
  const { namePx, belowPx } = laneLabel(placed, plot.density);
  const firstLine = yPx + namePx;
  if (isFirst && compact) {
    pen.text(0, firstLine, short.worker, "inkSoft", { size: 12 });
    const count = workers.reduce((sum, other) => sum + other.lane.slots, 0);
    pen.text(0, yPx + (belowPx ?? namePx), formatText(short.workers, { count }), "inkFaint", { size: 12 });
  } else if (isFirst) {
    const replicas = new Set(workers.map((other) => other.lane.replica)).size;
    const name = replicas > 1 ? formatText(lanes.workerReplica, { number: lane.replica + 1 }) : lanes.worker;
    pen.text(0, firstLine, name, "inkSoft", { size: 13 });
  }
  if (compact || pitchPx < 12) return;
  const number = lane.kind === "idleSlots" ? idleRange(lane, words) : String(lane.index + 1);
  pen.text(plot.gutterPx - 10, yPx + barPx / 2 + 4, number, "inkFaint", {
    size: 11,
    anchor: "end",
  });
}

/** "5–10 idle": slots by their number, as beside the others. */
function idleRange({ index, slots }: PlacedLane["lane"], { text: { lanes } }: LabelWords): string {
  return slots === 1
    ? formatText(lanes.idleSlot, { number: index + 1 })
    : formatText(lanes.idleSlots, { from: index + 1, to: index + slots });
}

function laneName(
  kind: LaneKind,
  placed: PlacedLane,
  compact: boolean,
  { text }: Pick<LabelWords, "text">,
): string {
  const { lanes, short } = text;
  switch (kind) {
    case "client":
      if (compact) return short.client;
      return placed.lane.index > 0
        ? formatText(lanes.clientNumbered, { number: placed.lane.index + 1 })
        : lanes.client;
    case "networkOut":
      if (compact) return short.network;
      return placed.form === "ribbons" ? lanes.network : lanes.networkOut;
    case "serverThread":
      return compact ? short.serverThread : lanes.serverThread;
    case "queue":
      return compact ? short.queue : lanes.queue;
    case "connection":
      return compact ? short.connection : lanes.connection;
    default:
      return lanes[kind];
  }
}
