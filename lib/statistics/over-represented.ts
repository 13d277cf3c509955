import { fisherExact } from "./fisher-exact.ts";

/** How many calls of a kind (a replica, a worker, a method, an outcome) there are inside a selection and in all. */
export type GroupCount<Label> = { readonly label: Label; readonly inside: number; readonly all: number };

export type Representation<Label> = GroupCount<Label> & {
  /** Share of the kind inside the selection / its share of all calls: 2 is twice as often as expected. */
  readonly ratio: number;
  /** Fisher's p, times the number of kinds that were looked at (Bonferroni): among many, one is always odd. */
  readonly p: number;
};

/** Less likely than this by chance is worth a word. */
const telling = 0.01;

/**
 * The kinds that a selection holds more of than chance explains, the least likely first. The counts of all kinds add up to
 * the selection and to all calls.
 */
export function overRepresented<Label>(
  groups: readonly GroupCount<Label>[],
): readonly Representation<Label>[] {
  const inside = groups.reduce((sum, group) => sum + group.inside, 0);
  const all = groups.reduce((sum, group) => sum + group.all, 0);
  return groups
    .filter((group) => group.inside > 0)
    .map((group) => {
      const outside = group.all - group.inside;
      const p = fisherExact(group.inside, inside - group.inside, outside, all - inside - outside);
      const ratio = group.inside / inside / (group.all / all);
      return { ...group, ratio, p: Math.min(1, p * groups.length) };
    })
    .filter(({ ratio, p }) => ratio > 1 && p < telling)
    .sort((a, b) => a.p - b.p || b.ratio - a.ratio);
}
