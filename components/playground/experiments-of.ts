import type { Starter } from "./starter.ts";

type Listed = Starter["experiments"][number];

/**
 * The experiments to choose from. What the server said last may be about the sources before, so that an unchanged starter
 * lists its own; but of a lesson's start only the one that the lesson shows is known beforehand.
 */
export function experimentsOf(
  starter: Pick<Starter, "experiments">,
  found: readonly Listed[] | null,
  { isStarter, isLesson }: { readonly isStarter: boolean; readonly isLesson: boolean },
): readonly Listed[] {
  if (found === null || (isStarter && !isLesson)) return starter.experiments;
  if (!isStarter) return found;
  return found.map((each) => starter.experiments.find(({ name }) => name === each.name) ?? each);
}
