import type { Attempt, Call } from "./evidence.ts";
import type { Quantity } from "./quantity.ts";

/**
 * What a predicate found. A busy machine is never the learner's fault: where the evidence cannot decide, the verdict is
 * `cannotTell`, and the check is run again.
 */
export type Finding = {
  readonly verdict: "passed" | "notYet" | "cannotTell";
  readonly expected: Quantity;
  readonly seen: Quantity;
  /** The attempt that decides, to be pointed at. */
  readonly at?: { readonly run: string; readonly row: number };
  /** Key of the lesson's own words about this mistake; without it the shared sentence with expected and seen is said. */
  readonly feedback?: string;
};

export type Mistake = { readonly at?: Attempt | Call | undefined; readonly feedback?: string };

/** The two verdicts of a predicate that does not depend on time. */
export function judge(isRight: boolean, expected: Quantity, seen: Quantity, mistake: Mistake = {}): Finding {
  return isRight
    ? { verdict: "passed", expected, seen, ...placeOf(mistake.at) }
    : { verdict: "notYet", expected, seen, ...saidOf(mistake), ...placeOf(mistake.at) };
}

/** The evidence decides neither way. */
export function cannotTell(expected: Quantity, seen: Quantity): Finding {
  return { verdict: "cannotTell", expected, seen };
}

/** The first that did not pass, in order; the last one when all did. */
export function all(first: Finding, ...more: readonly Finding[]): Finding {
  const findings = [first, ...more];
  return findings.find(({ verdict }) => verdict !== "passed") ?? findings.at(-1) ?? first;
}

/** The same predicate over many things: the first that did not pass, or the last. `none` answers for an empty list. */
export function every<Item>(
  items: readonly Item[],
  of: (item: Item, index: number) => Finding,
  none: Finding,
): Finding {
  let last = none;
  for (const [index, item] of items.entries()) {
    last = of(item, index);
    if (last.verdict !== "passed") return last;
  }
  return last;
}

function saidOf({ feedback }: Mistake) {
  return feedback === undefined ? {} : { feedback };
}

function placeOf(at: Attempt | Call | undefined) {
  const attempt = at === undefined ? undefined : "attempts" in at ? at.attempts.at(-1) : at;
  return attempt === undefined ? {} : { at: { run: attempt.run, row: attempt.row } };
}
