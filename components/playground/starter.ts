import type { Experiment } from "#lib/gen/playground/v1/editor_pb.ts";
import type { SourceText } from "./source-files.ts";

/** Folders of `starters/`, in the menu's order; the page opens with the first one. */
export const starterIds = ["greeter", "checkout"] as const;
/** `lesson`: the start of the lesson that the playground stands beside. */
export type StarterId = (typeof starterIds)[number] | "lesson";

/** Sources to begin with, in the page's language. */
export type Starter = {
  readonly id: StarterId;
  readonly files: readonly SourceText[];
  readonly experiments: readonly Pick<Experiment, "name" | "title">[];
};

/** At least one. */
export type Starters = readonly [Starter, ...Starter[]];

/** The starter of that name; of a draft from before there was a choice, the first one. */
export function starterOf(starters: Starters, id: string | undefined): Starter {
  return starters.find((starter) => starter.id === id) ?? starters[0];
}
