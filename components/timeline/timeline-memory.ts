import { createMoment, type Moment } from "./moment.ts";

/** Two panels on one axis, or one with the other run as outlines. */
export type Arrangement = "stacked" | "overlay";

/** What a timeline remembers while another tab is shown; belongs to the caller. */
export type TimelineMemory = {
  readonly moment: Moment;
  /** Null until the visitor chose: then the width of the window decides. */
  arrangement: Arrangement | null;
  /** Pairs of experiments whose runs the visitor has swapped. */
  readonly swapped: Set<string>;
};

export function createTimelineMemory(): TimelineMemory {
  return { moment: createMoment(), arrangement: null, swapped: new Set() };
}
