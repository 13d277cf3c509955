/**
 * Runs inside the isolate, beside the visitor's handlers: the globals and modules they may use, and the unmodified
 * Connect router between them and the frames. The runner calls `boot` once and then the entries it returns, each one
 * a turn; bytes wait in the shared memory.
 */
import "./globals/install.ts";
import { finishJob } from "./compression.ts";
import { startClock } from "./globals/install.ts";
import { beginLogTurn } from "./globals/log.ts";
import { type Host, setHost } from "./host.ts";
import { defineModule, loadModule } from "./modules.ts";
import { beginOutbox } from "./outbox.ts";
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
    start(entry: string): void {
      turnOf(0);
      serveHandlers(buildHandlers(loadModule(entry).default));
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
