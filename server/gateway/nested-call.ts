import type { ConnectError } from "@connectrpc/connect";
import type { Limits } from "#lib/limits.ts";
import type { OutgoingRequest } from "#server/sandbox/sandbox.ts";
import { nestedTooFar } from "./gateway-failure.ts";
import type { AttemptRecord, CallTree } from "./held-events.ts";
import type { Recorder } from "./record-attempts.ts";

type Origin = {
  /** The attempt whose handler calls; null: not known, or no handler's. */
  readonly parent: AttemptRecord | null;
  readonly runId: string;
  readonly depth: number;
  readonly tree: CallTree;
};

const minuteUs = 60_000_000;

/** Where the calls come from that the handlers of one deployment make. */
export class NestedCalls {
  readonly #limits: Limits;
  readonly #clock: { nowUs(): number };
  /** Those that no call caused (a timer), counted anew each minute. */
  #detached: CallTree = { calls: 0 };
  #detachedFromUs = Number.NEGATIVE_INFINITY;

  constructor(limits: Limits, clock: { nowUs(): number }) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /**
   * What is known of a call's origin. Where the program does not say (or lies), it counts as one of the deepest attempt
   * under way, and belongs to a run when only one has handlers under way.
   */
  begin(
    request: OutgoingRequest,
    parent: AttemptRecord | null,
    running: readonly AttemptRecord[],
  ): NestedCall {
    const from = parent ?? deepest(running);
    if (from === null) {
      return new NestedCall(request, { parent, runId: "", depth: 1, tree: this.#ofNobody() }, this.#limits);
    }
    const isCertain = running.every(({ runId }) => runId === from.runId);
    from.tree ??= { calls: 0 };
    const origin = { parent, runId: isCertain ? from.runId : "", depth: from.depth + 1, tree: from.tree };
    return new NestedCall(request, origin, this.#limits);
  }

  #ofNobody(): CallTree {
    const nowUs = this.#clock.nowUs();
    if (nowUs - this.#detachedFromUs >= minuteUs) {
      this.#detached = { calls: 0 };
      this.#detachedFromUs = nowUs;
    }
    return this.#detached;
  }
}

/** One call that a handler makes: its place below others, and what the handler's side stamps of it. */
export class NestedCall {
  readonly #request: OutgoingRequest;
  readonly #origin: Origin;
  readonly #limits: Limits;
  #begun: { readonly record: AttemptRecord; readonly recorder: Recorder } | null = null;

  constructor(request: OutgoingRequest, origin: Origin, limits: Limits) {
    this.#request = request;
    this.#origin = origin;
    this.#limits = limits;
  }

  /** The run it belongs to; empty: not known. */
  get runId(): string {
    return this.#origin.runId;
  }

  /** The attempt whose handler calls, when that is certain. */
  get parentSequence(): number | undefined {
    return this.#origin.parent?.sequence;
  }

  /** The call has a record, which learns where it comes from. */
  begun(record: AttemptRecord, recorder: Recorder): void {
    const { parent, runId, depth, tree } = this.#origin;
    this.#begun = { record, recorder };
    record.nested = true;
    record.runId = runId;
    record.userAgent = "";
    record.parentSequence = parent?.sequence;
    record.depth = depth;
    record.tree = tree;
    record.intendedUs = this.#request.intendedUs;
    record.sentUs = this.#request.sentUs;
  }

  /** Why the call goes no further; counts it otherwise. */
  refusal(): ConnectError | null {
    const { depth, tree } = this.#origin;
    const { maxCallDepth, maxNestedCalls } = this.#limits;
    if (depth > maxCallDepth) return nestedTooFar("maxCallDepth", maxCallDepth);
    if (tree.calls >= maxNestedCalls) return nestedTooFar("maxNestedCalls", maxNestedCalls);
    tree.calls += 1;
    return null;
  }

  /** The handler has the answer. What it says is kept behind what was seen here. */
  done(receivedUs: number, resumedUs: number, code: number): void {
    if (this.#begun === null) return;
    const { record, recorder } = this.#begun;
    // Whole answers are stamped when they are handed over, which may be a moment after they were read.
    const earliestUs = code === 0 ? (record.repliedUs ?? 0) : 0;
    record.receivedUs = Math.max(receivedUs, earliestUs);
    record.resumedUs = Math.max(resumedUs, earliestUs);
    record.callerCode = Math.min(code, 16);
    recorder.changed(record);
  }
}

function deepest(running: readonly AttemptRecord[]): AttemptRecord | null {
  let found: AttemptRecord | null = null;
  for (const record of running) if (found === null || record.depth > found.depth) found = record;
  return found;
}
