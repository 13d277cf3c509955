import type { LimitName } from "#lib/limits.ts";

/** What must become of a hostile client program in the backend. Whatever it is, the next experiment is like any other. */
export type BackendOutcome =
  | { readonly kind: "finished"; readonly says: RegExp }
  | { readonly kind: "threw"; readonly says: RegExp }
  /** Ended from outside; its page is told the limit, one of these, and the value. */
  | { readonly kind: "limit"; readonly limits: readonly LimitName[] }
  /** Its process broke the rules between runner and host, and the page is told that it is gone. */
  | { readonly kind: "died" }
  /** It took its own voice away, and the stream of facts ends without a word on how. */
  | { readonly kind: "silent" };

/** Where several are allowed it depends on the machine which wall is met first. */
export type BackendAttacks = Readonly<Record<string, readonly BackendOutcome[]>>;

export const finished = (says = /(?:)/): BackendOutcome => ({ kind: "finished", says });
export const threw = (says: RegExp): BackendOutcome => ({ kind: "threw", says });
export const stoppedAt = (...limits: LimitName[]): BackendOutcome => ({ kind: "limit", limits });
export const died: BackendOutcome = { kind: "died" };
export const silent: BackendOutcome = { kind: "silent" };
