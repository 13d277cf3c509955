import type { ConnectError } from "@connectrpc/connect";
import type { Limits } from "#lib/limits.ts";
import type { ClientFact } from "#lib/record/run-facts.ts";

import type { Replica, Sandbox, Stop, VisitorLog } from "#server/sandbox/sandbox.ts";
import type { Caller } from "./caller.ts";
import { Connections } from "./emulate/connections.ts";
import type { ClientPlan, ClientStart } from "./gateway.ts";
import type { Place } from "./hosts.ts";
import { LineReader } from "./line-reader.ts";
import { RunnerCaller } from "./runner-caller.ts";
import { runnerStopped } from "./runner-failure.ts";
import type { Asker, StartLine } from "./start-line.ts";

export type ClientRunsParts = {
  readonly sandbox: Sandbox;
  readonly limits: Limits;
  readonly clock: { nowUs(): number };
  readonly startLine: StartLine;
  /** Before a visitor's code calls this deployment. */
  readonly makeRoom: (id: string, visitor: string) => Promise<Place>;
  /** Lets a call of the experiment in. */
  readonly enter: (caller: Caller) => void;
};

const openTimeoutMs = 20_000;

/** Client code in runners of its own: each serves one experiment and is ended with it. */
export class ClientRuns {
  readonly #parts: ClientRunsParts;

  constructor(parts: ClientRunsParts) {
    this.#parts = parts;
  }

  async start(plan: ClientPlan, asker: Asker, signal: AbortSignal): Promise<ClientStart> {
    const { startLine, makeRoom } = this.#parts;
    const turn = await startLine.enter(asker);
    if (!turn.ok) return { ok: false, problem: { kind: "full", ...turn.problem } };
    try {
      const place = await makeRoom(plan.deploymentId, asker.visitor);
      if (!place.ok) return { ok: false, problem: { kind: "full", ...place.problem } };
      const started = await this.#open(plan, place.leave, signal).catch((cause: unknown) => {
        place.leave();
        throw cause;
      });
      if (!started.ok) place.leave();
      return started;
    } finally {
      turn.leave();
    }
  }

  /** `gone` is called when the runner is, once it has loaded. */
  async #open(plan: ClientPlan, gone: () => void, signal: AbortSignal): Promise<ClientStart> {
    const { sandbox, enter, clock } = this.#parts;
    const who = { runId: plan.runId, connections: new Connections(() => clock.nowUs()) };
    const run = new ClientRun(plan, this.#parts);
    const opened = await sandbox.open(
      plan.program,
      {
        log: (line) => run.log(line),
        stopped: gone,
        dialled: (request) => enter(new RunnerCaller(request, plan.deploymentId, who)),
      },
      AbortSignal.any([signal, AbortSignal.timeout(openTimeoutMs)]),
    );
    return opened.ok ? { ok: true, facts: run.facts(opened.replica, signal) } : opened;
  }
}

/** One experiment under way: what it tells, what its console says, and how it ends. */
class ClientRun {
  readonly #plan: ClientPlan;
  readonly #limits: Limits;
  readonly #zeroUs: number;
  #waiting: string[] = [];
  #over = false;
  #error: ConnectError | null = null;
  #wake = () => {};
  /** What waits has been read: the runner may send more. */
  #takeMore = () => {};

  constructor(plan: ClientPlan, { limits, clock }: ClientRunsParts) {
    this.#plan = plan;
    this.#limits = limits;
    this.#zeroUs = clock.nowUs();
    this.#tell({ kind: "began", zeroUnixMs: Date.now() });
    // Client and server read one clock: an exchange that takes no time says so (θ = 0).
    this.#tell({ kind: "pings", pings: [{ t0: 0, t1: this.#zeroUs, t2: this.#zeroUs, t3: 0 }] });
  }

  log({ atUs, level, text, path, line, dropped, frames }: VisitorLog): void {
    const stack = frames.map(
      (frame) => `${frame.functionName || "<anonymous>"} (${frame.path}:${frame.line}:${frame.column})`,
    );
    const entry = {
      atUs: Math.max(0, Math.round(atUs - this.#zeroUs)),
      level,
      text,
      path,
      line,
      stack,
      dropped,
    };
    this.#tell({ kind: "log", entry });
  }

  async *facts(replica: Replica, signal: AbortSignal): AsyncGenerator<readonly string[]> {
    const close = () => replica.close("shutdown");
    const onAbort = () => this.#end(null);
    signal.addEventListener("abort", onAbort);
    const { runMs } = this.#limits;
    const timer = setTimeout(() => this.#limit("runMs", runMs), runMs);
    try {
      this.#begin(replica);
      yield* this.#batches(signal);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      close();
    }
    if (this.#error !== null) throw this.#error;
  }

  #begin(replica: Replica): void {
    const { runId, experiment, settings } = this.#plan;
    const body = Buffer.from(JSON.stringify({ runId, experiment, settings, zeroUs: this.#zeroUs }));
    const reader = new LineReader(this.#limits.maxMessageBytes);
    let owed = 0;
    this.#takeMore = () => {
      exchange.consumed(owed);
      owed = 0;
    };
    const exchange = replica.exchange(
      { method: "POST", url: "http://localhost/run", httpVersion: "1.1", headers: [], body },
      {
        head() {},
        drain() {},
        mark() {},
        data: (bytes) => {
          for (const line of reader.feed(bytes)) this.#hear(line);
          owed += bytes.length;
          this.#wake();
          if (reader.tooLong) this.#limit("maxMessageBytes", this.#limits.maxMessageBytes);
        },
        end: () => this.#end(null),
        fail: (stop) => this.#stopped(stop),
      },
    );
  }

  /**
   * What a runner sends is its visitor's word: kept when it is a list of objects, and never looked into. What is the host's
   * to say is not believed: the clocks by which both halves are joined, and the console.
   */
  #hear(line: string): void {
    let facts: unknown;
    try {
      facts = JSON.parse(line);
    } catch {
      return;
    }
    if (!Array.isArray(facts)) return;
    for (const fact of facts) if (isProgramsFact(fact)) this.#tell(fact);
  }

  #tell(fact: ClientFact): void {
    if (this.#over) return;
    this.#waiting.push(JSON.stringify(fact));
    this.#wake();
  }

  #limit(limit: string, value: number): void {
    const atUs = Math.max(0, Math.round(Number(process.hrtime.bigint()) / 1_000 - this.#zeroUs));
    this.#tell({ kind: "ended", atUs, outcome: { kind: "limit", limit, value } });
    this.#end(null);
  }

  #stopped(stop: Stop): void {
    if (stop.limit === "") this.#end(runnerStopped(stop));
    else this.#limit(stop.limit, stop.limitValue);
  }

  #end(error: ConnectError | null): void {
    if (this.#over) return;
    this.#over = true;
    this.#error = error;
    this.#wake();
  }

  async *#batches(signal: AbortSignal): AsyncGenerator<readonly string[]> {
    while (!signal.aborted) {
      if (this.#waiting.length > 0) {
        const facts = this.#waiting;
        this.#waiting = [];
        yield facts;
      } else if (this.#over) return;
      else {
        this.#takeMore();
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}

const hostsFacts: ReadonlySet<unknown> = new Set<ClientFact["kind"]>(["began", "pings", "log"]);

function isProgramsFact(fact: unknown): fact is ClientFact {
  return typeof fact === "object" && fact !== null && "kind" in fact && !hostsFacts.has(fact.kind);
}
