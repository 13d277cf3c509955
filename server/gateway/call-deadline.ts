import type { ConnectError } from "@connectrpc/connect";
import type { Limits } from "#lib/limits.ts";
import { deadlinePassed } from "./gateway-failure.ts";

export type DeadlineOwner = {
  /** The call takes longer than calls of its kind may. */
  deadlinePassed(error: ConnectError): void;
  /** And its handler still runs, long after that. */
  graceOver(): void;
};

/** A handler that runs on after the deadline keeps its slot this much longer; after that, T4 stays open. */
const graceMs = 10_000;

/** The longest a call may take, and the grace after it. Whoever made it clears it when the call is over. */
export class CallDeadline {
  readonly #owner: DeadlineOwner;
  readonly #limit: "unaryDeadlineMs" | "streamDeadlineMs";
  #timer: NodeJS.Timeout | null;

  constructor(kind: "unary" | "stream", limits: Limits, owner: DeadlineOwner) {
    this.#owner = owner;
    this.#limit = kind === "unary" ? "unaryDeadlineMs" : "streamDeadlineMs";
    const ms = limits[this.#limit];
    this.#timer = setTimeout(() => this.#passed(ms), ms);
  }

  clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #passed(ms: number): void {
    this.#owner.deadlinePassed(deadlinePassed(this.#limit, ms));
    if (this.#timer !== null) this.#timer = setTimeout(() => this.#owner.graceOver(), graceMs);
  }
}
