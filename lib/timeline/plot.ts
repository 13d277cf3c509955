import type { Lane, RunLayout } from "./lane.ts";

/** How the spans of a placed lane are drawn. */
export type LaneForm = "thread" | "ribbons" | "bars" | "area";

/** A lane with its place, px from the top of the plot. */
export type PlacedLane = {
  readonly lane: Lane;
  readonly form: LaneForm;
  readonly yPx: number;
  readonly heightPx: number;
  /** Height of one bar, and the distance from one line's top to the next. */
  readonly barPx: number;
  readonly pitchPx: number;
  /** In ribbon form: the way back, drawn in the same lane. */
  readonly back: Lane | null;
  /** Where the heartbeat ticks are; 0 when there are none. */
  readonly beatsYPx: number;
};

/** The concurrency strip. `top` calls reach its upper edge, the same in every panel: heights compare. */
export type Strip = { readonly yPx: number; readonly heightPx: number; readonly top: number };

/** One run's place in the plot. */
export type Panel = {
  readonly run: number;
  readonly layout: RunLayout;
  readonly yPx: number;
  readonly heightPx: number;
  /** Where the lanes begin, below the panel's title. */
  readonly lanesYPx: number;
  readonly lanes: readonly PlacedLane[];
  readonly concurrency: Strip | null;
};

export type Plot = {
  readonly panels: readonly Panel[];
  /** `compact`: client, network, queue and workers only, thin: phones and strong page zoom. */
  readonly density: "full" | "compact";
  readonly gutterPx: number;
  /** Right of the time scale, for totals. */
  readonly marginPx: number;
  readonly axisPx: number;
  readonly heightPx: number;
};
