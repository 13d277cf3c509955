import type { Lane } from "./lane.ts";
import type { PlacedLane, Plot } from "./plot.ts";

/** Baselines of the words beside a lane, px below its top. */
export type LaneLabel = {
  readonly namePx: number;
  /** The smaller line below the name: the heartbeat, or how many slots there are. Null without one. */
  readonly belowPx: number | null;
};

/** From one baseline to the next so that no two labels touch, px: their size and a little air. */
export function labelPitchPx(density: Plot["density"]): number {
  return density === "compact" ? 14 : 15;
}

type Sized = Pick<PlacedLane, "form" | "heightPx" | "barPx"> & {
  readonly lane: Pick<Lane, "slots" | "beats">;
};

/** Where a lane's name stands. Of the slots of one replica only the first carries it. */
export function laneLabel({ lane, form, heightPx, barPx }: Sized, density: Plot["density"]): LaneLabel {
  const compact = density === "compact";
  if (lane.slots > 0) {
    const namePx = Math.max(barPx / 2 + 4.5, 10);
    return { namePx, belowPx: compact ? namePx + 15 : null };
  }
  if (form !== "thread") return { namePx: Math.min(heightPx, 28) / 2 + 4.5, belowPx: null };
  return { namePx: barPx / 2 + 4.5, belowPx: compact || lane.beats.length === 0 ? null : barPx + 13 };
}
