import type { Finding, Mistake } from "./finding.ts";
import { judge } from "./finding.ts";
import { atLeast, atMost, count, value } from "./quantity.ts";

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

/** What the learner's code returned, against what it should be. */
export function returns(seen: unknown, expected: unknown, mistake: Mistake = {}): Finding {
  return judge(isSame(seen, expected), value(expected), value(seen), mistake);
}

/** Exactly so many. */
export function exactly(seen: number, expected: number, mistake: Mistake = {}): Finding {
  return judge(seen === expected, count(expected), count(seen), mistake);
}

/** At most so many. */
export function noMoreThan(seen: number, most: number, mistake: Mistake = {}): Finding {
  return judge(seen <= most, atMost(count(most)), count(seen), mistake);
}

/** At least so many. */
export function noFewerThan(seen: number, least: number, mistake: Mistake = {}): Finding {
  return judge(seen >= least, atLeast(count(least)), count(seen), mistake);
}
