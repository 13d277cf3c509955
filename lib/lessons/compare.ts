import type { Finding, Mistake } from "./finding.ts";
import { judge } from "./finding.ts";
import { atLeast, atMost, type Counted, count, item, value } from "./quantity.ts";

/** Whether two JSON values are the same: order counts in arrays and not in objects. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every(
    (name) =>
      Object.hasOwn(b, name) &&
      isSame((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]),
  );
}

/** Same elements, in whatever order. */
export function isPermutation(a: unknown, b: readonly unknown[]): boolean {
  if (!Array.isArray(a) || a.length !== b.length) return false;
  const texts = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item)).sort();
  return isSame(texts(a), texts(b));
}

/** What the learner's code returned, against what it should be. Of two lists the first difference is told. */
export function returns(seen: unknown, expected: unknown, mistake: Mistake = {}): Finding {
  if (Array.isArray(seen) && Array.isArray(expected) && seen.length === expected.length) {
    const at = expected.findIndex((one, index) => !isSame(seen[index], one));
    if (at >= 0)
      return judge(false, item(at + 1, value(expected[at])), item(at + 1, value(seen[at])), mistake);
  }
  return judge(isSame(seen, expected), value(expected), value(seen), mistake);
}

/** A mistake in a number, with what was counted. */
type Miscount = Mistake & { readonly of?: Counted };

/** Exactly so many. */
export function exactly(seen: number, expected: number, mistake: Miscount = {}): Finding {
  return judge(seen === expected, count(expected, mistake.of), count(seen, mistake.of), mistake);
}

/** At most so many. */
export function noMoreThan(seen: number, most: number, mistake: Miscount = {}): Finding {
  return judge(seen <= most, atMost(count(most, mistake.of)), count(seen, mistake.of), mistake);
}

/** At least so many. */
export function noFewerThan(seen: number, least: number, mistake: Miscount = {}): Finding {
  return judge(seen >= least, atLeast(count(least, mistake.of)), count(seen, mistake.of), mistake);
}
