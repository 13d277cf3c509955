import { Code, ConnectError } from "@connectrpc/connect";
import type { HeldAnswer, HeldLine, HeldOutcome } from "#client-runtime/held-line.ts";
import type { UnaryCall } from "#client-runtime/unary-call.ts";
import type { Exchange } from "#client-runtime/unary-protocols.ts";
import { Headers } from "../globals/headers.ts";
import { booted } from "../host.ts";
import { emptyOutbox } from "../outbox.ts";
import { beginDial, finishDial, heldDialEnded, holdDial } from "../outgoing.ts";
import { mapDelete, mapGet, mapSet, split } from "../primordials.ts";

/** What the runner says of an answer (server/sandbox/guest/held-calls.ts); its body comes beside. */
type Told = {
  readonly end: "whole" | "lost" | "late" | "tooLong" | "noRoom";
  readonly status: number;
  readonly head: string;
  readonly trailers: string;
  readonly sentUs: number;
  readonly receivedUs: number;
};

/** Who waits for the answer to come by itself. */
const waiting = new Map<number, () => void>();

/** Entry: the answer of a held call is there. */
export function heldArrived(id: number): void {
  const run = mapGet(waiting, id);
  mapDelete(waiting, id);
  run?.();
}

/** Calls whose answers wait in the runner, beside the isolate. `zeroUs`: the run's zero on the machine's clock. */
export function createHeldLine(zeroUs: number): HeldLine {
  return {
    start(call) {
      const onSent = () => void call.attempt.sending("");
      const facts = { intendedUs: zeroUs + call.attempt.intendedUs, cause: 0, whole: true, onSent };
      const id = beginDial(facts);
      try {
        holdDial(id, call.path, call.headers as unknown as Headers, call.body);
      } catch (error) {
        finishDial(id, ConnectError.from(error).code);
        throw error;
      }
      return toAnswer(id, call, zeroUs);
    },
  };
}

function toAnswer(id: number, call: UnaryCall, zeroUs: number): HeldAnswer {
  const { host } = booted();
  const { timeoutMs = 0 } = call;
  // The server keeps the deadline; this one is for an answer that is still on its way then.
  const untilUs = timeoutMs > 0 ? host.now() + timeoutMs * 1000 : Number.POSITIVE_INFINITY;
  return {
    isThere: () => host.isHeldThere(id),
    wait() {
      emptyOutbox();
      host.waitForHeld(id, untilUs);
    },
    onThere(run) {
      mapSet(waiting, id, run);
      if (host.isHeldThere(id)) void Promise.resolve().then(() => heldArrived(id));
    },
    take() {
      mapDelete(waiting, id);
      const text = host.takeHeld(id);
      if (text === undefined) throw new Error("an answer was taken that is not there");
      const told = JSON.parse(text) as Told;
      const body = new Uint8Array(host.takeHeldBody());
      heldDialEnded(id, told.receivedUs);
      finishDial(id, 0);
      const toRunUs = (us: number) => Math.max(0, Math.round(us - zeroUs));
      call.attempt.onWire(toRunUs(told.sentUs), toRunUs(told.receivedUs));
      return toOutcome(told, body);
    },
  };
}

function toOutcome({ end, status, head, trailers }: Told, body: Uint8Array<ArrayBuffer>): HeldOutcome {
  switch (end) {
    case "late":
      return failed("the operation timed out", Code.DeadlineExceeded);
    case "lost":
      return failed("The answer broke off.", Code.Unavailable);
    case "noRoom":
      return failed("Answers that nobody has taken fill this program's memory.", Code.ResourceExhausted);
    case "tooLong":
      return failed("The answer is longer than a message may be.", Code.ResourceExhausted);
    default: {
      const [header, trailer] = [toHeaders(head), toHeaders(trailers)];
      const exchange: Exchange = { status, header: header as never, trailer: trailer as never, body };
      return { kind: "answered", exchange };
    }
  }
}

function failed(sentence: string, code: Code): HeldOutcome {
  return { kind: "failed", error: new ConnectError(sentence, code) };
}

function toHeaders(text: string): Headers {
  const headers = new Headers();
  const parts = text === "" ? [] : split(text, "\n");
  for (let at = 0; at + 1 < parts.length; at += 2) headers.append(parts[at] ?? "", parts[at + 1] ?? "");
  return headers;
}
