import type { Code } from "@connectrpc/connect";
import type { LimitName } from "#lib/limits.ts";

/** What must become of one hostile call. Whatever it is, afterwards the same deployment answers a harmless one. */
export type Outcome =
  /** The runner is ended; caller and record name the limit, one of these. */
  | { readonly kind: "stopped"; readonly limits: readonly LimitName[] }
  /** The caller hears an error, with the limit when there is one; the runner lives on. */
  | { readonly kind: "fails"; readonly code: Code; readonly limit?: LimitName; readonly says?: RegExp }
  /** It is answered, and the answer is this: nothing leaked. The runner lives on. */
  | { readonly kind: "answers"; readonly text: string | RegExp }
  /** The call is over, without an error or with this one, before the runner is ended for what it left running. */
  | { readonly kind: "stoppedLater"; readonly limits: readonly LimitName[]; readonly code?: Code }
  /** The program broke what calls are made of: this one meets its deadline, and the next ones get another runner. */
  | { readonly kind: "deaf" };

export type HandlerAttack = {
  /** Where several are allowed it depends on the machine which wall is met first. */
  readonly outcomes: readonly Outcome[];
  /** Default: unary. */
  readonly method?: "stream";
  /** Default: Connect. */
  readonly protocol?: "grpc";
  /** The caller's own patience, sent as a deadline. */
  readonly timeoutMs?: number;
  /** What the visitor's console must show. */
  readonly console?: { readonly line?: RegExp; readonly dropped?: true };
};

export type HandlerAttacks = Readonly<Record<string, HandlerAttack>>;

export const stopped = (...limits: LimitName[]): HandlerAttack => ({
  outcomes: [{ kind: "stopped", limits }],
});

export const stoppedLater = (limit: LimitName, more: { code?: Code } = {}): HandlerAttack => ({
  outcomes: [{ kind: "stoppedLater", limits: [limit], ...more }],
});

export const fails = (code: Code, more: { limit?: LimitName; says?: RegExp } = {}): HandlerAttack => ({
  outcomes: [{ kind: "fails", code, ...more }],
});

export const answers = (text: string | RegExp): HandlerAttack => ({ outcomes: [{ kind: "answers", text }] });

export const deaf: HandlerAttack = { outcomes: [{ kind: "deaf" }] };

export const either = (...attacks: HandlerAttack[]): HandlerAttack => ({
  outcomes: attacks.flatMap(({ outcomes }) => outcomes),
});

/** What must become of hostile sources: every one is answered with data or a refusal that names its rule. */
export type SourceOutcome =
  | { readonly kind: "refused"; readonly reason: string; readonly limit?: LimitName; readonly rule?: string }
  | { readonly kind: "diagnosed"; readonly says: RegExp; readonly path?: string }
  /** It is a program like any other, and `Harmless` answers. */
  | { readonly kind: "deployed" };

export type SourceAttacks = Readonly<Record<string, readonly SourceOutcome[]>>;

export const refused = (reason: string, more: { limit?: LimitName; rule?: string } = {}): SourceOutcome => ({
  kind: "refused",
  reason,
  ...more,
});
export const diagnosed = (says: RegExp, path?: string): SourceOutcome =>
  path === undefined ? { kind: "diagnosed", says } : { kind: "diagnosed", says, path };
export const deployed: SourceOutcome = { kind: "deployed" };

/** What must become of a hostile client program. Nothing of any arrives at the listener, and the page lives on. */
export type ClientOutcome =
  | { readonly kind: "finished"; readonly says?: RegExp }
  /** Ended from outside by a limit, with its name; the time limit of runs unless another is meant. */
  | { readonly kind: "limit"; readonly limit?: LimitName }
  | { readonly kind: "finishedOrLimit" }
  /** It destroyed its own voice, or the frame with it; only the page is asked. */
  | { readonly kind: "silent" };

export type ClientAttacks = Readonly<Record<string, ClientOutcome>>;

/** What a window makes of a handler's answer. Whatever it is, no script of the handler's runs, and no page has an origin. */
export type DocumentOutcome = "text" | "download";

export type DocumentAttacks = Readonly<Record<string, DocumentOutcome>>;
