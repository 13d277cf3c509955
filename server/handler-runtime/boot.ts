/**
 * Runs inside the isolate, beside the visitor's handlers: the globals and modules they may use, and the unmodified
 * Connect router between them and the frames. The runner calls `boot` once and then the entries it returns, each one
 * a turn; bytes wait in the shared memory.
 */
import "./globals/install.ts";
import { serveExperiment } from "./client/serve-experiment.ts";
import { finishJob } from "./compression.ts";
import { startClock } from "./globals/install.ts";
import { beginLogTurn } from "./globals/log.ts";
import { type Host, setHost } from "./host.ts";
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
import { beginTurn } from "./scope.ts";
import { abortExchange, addCredit, continueBody, resumeOne, serveHandlers, startExchange } from "./serve.ts";
import { runTimer } from "./timers.ts";

export function boot(
  words: SharedArrayBuffer,
  inbox: SharedArrayBuffer,
  outbox: SharedArrayBuffer,
  scratch: SharedArrayBuffer,
  host: Host,
) {
  setHost(host, {
    words: new Float64Array(words),
    inbox: new Uint8Array(inbox),
    outbox: new Uint8Array(outbox),
    scratch: new Uint8Array(scratch),
  });
  startClock();
  const turnOf = (exchange: number) => {
    beginOutbox();
    beginLogTurn();
    beginTurn(exchange);
  };

  return {
    define: defineModule,
    start(entry: string, kind: string): void {
      turnOf(0);
      serveHandlers(kind === "client" ? serveExperiment(entry) : buildHandlers(loadModule(entry).default));
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
