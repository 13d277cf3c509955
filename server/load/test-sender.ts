import { LoadOutcome } from "#lib/gen/playground/v1/load_pb.ts";
import type { Agenda } from "./agenda.ts";
import type { Reply, Sender } from "./sender.ts";

const replyOf = (outcome: LoadOutcome, code: number): Reply => ({
  ...{ outcome, code, reason: "", message: "", responseBytes: 10 },
  ...{ queueUs: 0, executionUs: 0, worker: null, answer: null },
});

/** A server on the agenda's clock: `endOf` says when a call that was sent then is answered, µs. */
export class TestSender implements Sender {
  readonly requestBytes = 10;
  readonly sent: { readonly call: number; readonly atUs: number }[] = [];
  underWay = 0;
  mostUnderWay = 0;
  readonly #agenda: Agenda;
  readonly #endOf: (sentUs: number) => number;
  #opened = 1;

  constructor(agenda: Agenda, endOf: (sentUs: number) => number) {
    this.#agenda = agenda;
    this.#endOf = endOf;
  }

  send({ call }: { call: number }, ended: (reply: Reply) => void): { abort(): void } {
    const atUs = this.#agenda.nowUs();
    this.sent.push({ call, atUs });
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    let isOver = false;
    const end = (reply: Reply) => {
      if (isOver) return;
      isOver = true;
      this.underWay -= 1;
      ended(reply);
    };
    this.#agenda.at(this.#endOf(atUs), () => end(replyOf(LoadOutcome.OK, 0)));
    return { abort: () => end(replyOf(LoadOutcome.CANCELLED, 1)) };
  }

  takeOpened(): number {
    const opened = this.#opened;
    this.#opened = 0;
    return opened;
  }

  close(): void {}
}
