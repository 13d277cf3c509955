/**
 * Runs inside the isolate, beside the visitor's handlers: the globals and modules they may use, and the unmodified
 * Connect router between them and the frames. The runner calls `boot` once and then the entries it returns, each one
 * a turn; bytes wait in the shared memory.
 */
import "./globals/install.ts";
import { shared } from "#server/sandbox/protocol.ts";
import { heldArrived } from "./client/held-line.ts";
import { serveExperiment } from "./client/serve-experiment.ts";
import { finishJob } from "./compression.ts";
import { startClock } from "./globals/install.ts";
import { watchReasons } from "./globals/library-abort.ts";
import { beginLogTurn } from "./globals/log.ts";
import { type Host, setHost } from "./host.ts";
import { explainLimit } from "./limit-errors.ts";
import { defineModule, loadModule } from "./modules.ts";
import { beginOutbox } from "./outbox.ts";
import {
  addDialCredit,
  answerBegan,
  answerContinued,
  answerEnded,
  answerLost,
  dialCause,
} from "./outgoing.ts";
import { buildHandlers } from "./router.ts";
import { beginTurn, turnCause } from "./scope.ts";
import {
  abortExchange,
  addCredit,
  chargeExchange,
  continueBody,
  resumeOne,
  serveHandlers,
  startExchange,
} from "./serve.ts";
import { runTimer } from "./timers.ts";

export function boot(
  words: SharedArrayBuffer,
  inbox: SharedArrayBuffer,
  outbox: SharedArrayBuffer,
  scratch: SharedArrayBuffer,
  host: Host,
) {
  const memory = {
    words: new Float64Array(words),
    inbox: new Uint8Array(inbox),
    outbox: new Uint8Array(outbox),
    scratch: new Uint8Array(scratch),
  };
  setHost(host, memory);
  startClock();
  watchReasons(explainLimit);
  const turnOf = (exchange: number) => {
    chargeExchange(turnCause(), memory.words[shared.turnMs] ?? 0);
    beginOutbox();
    beginLogTurn();
    beginTurn(exchange);
  };

  return {
    define: defineModule,
    start(entry: string, kind: string): void {
      turnOf(0);
      // A client program is no call: its bounds are the run's.
      if (kind === "client") serveHandlers(serveExperiment(entry), Number.POSITIVE_INFINITY);
      else serveHandlers(buildHandlers(loadModule(entry).default), host.callCpuMs);
    },
    request(id: number, head: string, length: number, last: boolean): void {
      turnOf(id);
      startExchange(id, head, length, last);
    },
    body(id: number, length: number, last: boolean): void {
      turnOf(id);
      continueBody(id, length, last);
    },
    abort(id: number, reason: number): void {
      turnOf(id);
      abortExchange(id, reason);
    },
    credit(id: number, bytes: number): void {
      turnOf(id);
      addCredit(id, bytes);
    },
    answer(id: number, status: number, head: string): void {
      turnOf(dialCause(id));
      answerBegan(id, status, head);
    },
    answerData(id: number, length: number): void {
      turnOf(dialCause(id));
      answerContinued(id, length);
    },
    answerEnd(id: number, trailers: string): void {
      turnOf(dialCause(id));
      answerEnded(id, trailers);
    },
    answerLost(id: number): void {
      turnOf(dialCause(id));
      answerLost(id);
    },
    dialCredit(id: number, bytes: number): void {
      turnOf(dialCause(id));
      addDialCredit(id, bytes);
    },
    answerHeld(id: number): void {
      turnOf(dialCause(id));
      heldArrived(id);
    },
    timer(): void {
      turnOf(0);
      runTimer();
    },
    resume(): void {
      turnOf(0);
      resumeOne();
    },
    compressed(job: number, bytes: ArrayBuffer | undefined, problem: string): void {
      turnOf(0);
      finishJob(job, bytes, problem);
    },
  };
}
