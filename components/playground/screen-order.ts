import { isAbove } from "#lib/record/order-runs.ts";
import type { StoredRun } from "./run-list.ts";

/**
 * Two runs on screen, the upper one first: a program that is not the visitor's, because it was just asked for; else the
 * run whose client was blocked, whichever was made first.
 */
export function inScreenOrder(a: StoredRun, b: StoredRun): readonly [StoredRun, StoredRun] {
  const isOther = (run: StoredRun) => run.origin === "other";
  const isFirst = isOther(a) === isOther(b) ? isAbove(a.record, b.record) : isOther(a);
  return isFirst ? [a, b] : [b, a];
}
