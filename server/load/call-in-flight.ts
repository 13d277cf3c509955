import type { LoadProtocol } from "#lib/load/load-plan.ts";
import { givenUp, ReplyReader, unreachable } from "./reply-reader.ts";
import type { Reply } from "./sender.ts";

/** How much longer than the deadline the server's own answer to it is waited for, ms. */
const graceMs = 20;

/** One call of either HTTP version until it is over, which happens once: by its reply, its deadline, its connection or a stop. */
export class CallInFlight {
  readonly reader: ReplyReader;
  readonly #ended: (reply: Reply) => void;
  readonly #destroy: () => void;
  readonly #timer: NodeJS.Timeout;
  #isOver = false;

  /** `destroy` gives the request up. */
  constructor(
    how: { readonly protocol: LoadProtocol; readonly wantsAnswer: boolean; readonly deadlineMs: number },
    ended: (reply: Reply) => void,
    destroy: () => void,
  ) {
    this.reader = new ReplyReader(how.protocol, how.wantsAnswer);
    this.#ended = ended;
    this.#destroy = destroy;
    this.#timer = setTimeout(() => this.#giveUp("timeout"), how.deadlineMs + graceMs);
  }

  complete(): void {
    if (!this.#isOver) this.#end(this.reader.end());
  }

  failed(error: Error): void {
    this.#end(unreachable(error, this.reader.bytes));
  }

  abort(): void {
    this.#giveUp("cancelled");
  }

  #giveUp(outcome: "timeout" | "cancelled"): void {
    if (this.#isOver) return;
    this.#end(givenUp(outcome, this.reader.bytes));
    this.#destroy();
  }

  #end(reply: Reply): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#ended(reply);
  }
}
