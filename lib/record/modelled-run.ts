import { create } from "@bufbuild/protobuf";
import { type ServerEvent, ServerEventSchema } from "#lib/gen/playground/v1/event_pb.ts";
import type { Random } from "#lib/random.ts";
import { foldRun } from "./fold-run.ts";
import type { ClientAttempt, Ping, RunFact } from "./run-facts.ts";
import { createRunState, type RunStart, type RunState } from "./run-state.ts";

/** A small model of client, network and worker pool, to test the record with. Times are true µs. */
export type RunModel = {
  readonly calls: number;
  /** One after another, or all at once. */
  readonly blocking: boolean;
  readonly workers: number;
  /** Connections of the browser. */
  readonly sockets: number;
  readonly serviceUs: () => number;
  readonly oneWayUs: () => number;
  /** The client's deadline. */
  readonly timeoutUs: number;
  /** Calls that may wait; more are shed. */
  readonly queueLimit: number;
  /** Every n-th attempt is made by a caller from outside; 0: none. */
  readonly outsideEvery: number;
};

/** The two clocks: the server's reads true · (1 + drift) + offset, the client's moves in steps. */
export type ModelClocks = {
  readonly offsetUs: number;
  readonly driftUsPerS: number;
  readonly stepUs: number;
  /** Way of a clock exchange, there and back. */
  readonly pingOutUs: () => number;
  readonly pingBackUs: () => number;
};

export type TrueAttempt = {
  readonly call: number;
  readonly outside: boolean;
  readonly intended: number;
  readonly sent: number;
  readonly arrived: number;
  readonly started: number | null;
  readonly ended: number | null;
  readonly replied: number;
  readonly received: number;
  readonly gaveUp: boolean;
  readonly worker: number;
};

export const modelStart: RunStart = {
  id: "run-1",
  deploymentId: "deployment-1",
  experiment: "allAtOnce",
  title: "All at once",
  settings: {
    workers: 10,
    queueLimit: null,
    network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
    protocol: "connect",
    codec: "binary",
    calls: 25,
  },
  hosts: 1,
  stepUs: 5,
};

/** From the reply being here to the visitor's code going on. */
const resumeUs = 40;

/** What truly happened, by first come, first served on the earliest free slot. */
export function modelAttempts(model: RunModel): readonly TrueAttempt[] {
  const slotFree = new Array<number>(model.workers).fill(0);
  const socketFree = new Array<number>(Math.min(model.sockets, model.calls)).fill(0);
  const attempts: TrueAttempt[] = [];
  let resumed = 0;
  for (let call = 0; call < model.calls; call++) {
    const outside = call % model.outsideEvery === model.outsideEvery - 1;
    const intended = model.blocking ? resumed : 0;
    const socket = earliest(socketFree);
    const sent = Math.max(intended, socketFree[socket] ?? 0);
    const arrived = sent + model.oneWayUs();
    const waiting = attempts.filter(({ started }) => (started ?? 0) > arrived).length;
    const shed = waiting >= model.queueLimit;
    const worker = earliest(slotFree);
    const started = shed ? null : Math.max(arrived, slotFree[worker] ?? 0);
    const ended = started === null ? null : started + model.serviceUs();
    const replied = (ended ?? arrived) + 1;
    const answered = replied + model.oneWayUs();
    const gaveUp = !outside && answered > intended + model.timeoutUs && sent < intended + model.timeoutUs;
    const received = gaveUp ? intended + model.timeoutUs : answered;
    if (ended !== null) slotFree[worker] = ended;
    socketFree[socket] = received;
    resumed = received + resumeUs;
    attempts.push({
      call,
      outside,
      intended,
      sent,
      arrived,
      started,
      ended,
      replied,
      received,
      gaveUp,
      worker,
    });
  }
  return attempts;
}

/** Everything both sides tell about these attempts, in the order of a run that has ended. */
export function modelFacts(attempts: readonly TrueAttempt[], clocks: ModelClocks): readonly RunFact[] {
  const onServer = (at: number) => at * (1 + clocks.driftUsPerS / 1e6) + clocks.offsetUs;
  const onClient = (at: number) => Math.floor(at / clocks.stepUs) * clocks.stepUs;
  const ping = (at: number): Ping => {
    const arrives = at + clocks.pingOutUs();
    const returns = arrives + 20 + clocks.pingBackUs();
    return { t0: onClient(at), t1: onServer(arrives), t2: onServer(arrives + 20), t3: onClient(returns) };
  };
  const endUs = Math.max(0, ...attempts.map(({ received }) => received));
  const pings = (count: number, from: number) =>
    Array.from({ length: count }, (_, i) => ping(from + i * 100_000));
  return [
    { kind: "client", fact: { kind: "began", zeroUnixMs: 1_790_000_000_000 } },
    { kind: "client", fact: { kind: "pings", pings: pings(16, -1_700_000) } },
    ...attempts.flatMap((attempt): readonly RunFact[] => [
      ...(attempt.outside ? [] : [clientFact(attempt, onClient)]),
      { kind: "server", event: serverEvent(attempt, onServer) },
    ]),
    { kind: "client", fact: { kind: "pings", pings: pings(8, endUs + 1_000) } },
    { kind: "client", fact: { kind: "ended", atUs: onClient(endUs), outcome: { kind: "finished" } } },
  ];
}

function clientFact(attempt: TrueAttempt, onClient: (at: number) => number): RunFact {
  const half: ClientAttempt = {
    call: attempt.call,
    attempt: 0,
    method: "greet.v1.Greeter/SayHello",
    blocking: false,
    intendedUs: onClient(attempt.intended),
    sentUs: onClient(attempt.sent),
    receivedUs: onClient(attempt.received),
    resumedUs: onClient(attempt.received + resumeUs),
    code: attempt.gaveUp ? 4 : attempt.started === null ? 8 : 0,
    timeout: attempt.gaveUp,
  };
  return { kind: "client", fact: { kind: "attempt", attempt: half } };
}

function serverEvent(attempt: TrueAttempt, onServer: (at: number) => number): ServerEvent {
  return create(ServerEventSchema, {
    event: {
      case: "attempt",
      value: {
        sequence: attempt.call + 100,
        runId: attempt.outside ? "" : modelStart.id,
        call: attempt.outside ? 0 : attempt.call,
        attempt: 0,
        method: "greet.v1.Greeter/SayHello",
        arrivedUs: onServer(attempt.arrived),
        ...(attempt.started !== null && { startedUs: onServer(attempt.started) }),
        ...(attempt.ended !== null && { endedUs: onServer(attempt.ended) }),
        repliedUs: onServer(attempt.replied),
        worker: attempt.worker,
        code: attempt.started === null ? 8 : 0,
        shed: attempt.started === null,
        requestBytes: 7,
        responseBytes: 12,
      },
    },
  });
}

export function foldFacts(facts: readonly RunFact[], start: RunStart = modelStart): RunState {
  return facts.reduce(foldRun, createRunState(start));
}

/** A model and clocks by chance: every kind of attempt, clocks that differ by hours. */
export function randomRun(random: Random): { readonly model: RunModel; readonly clocks: ModelClocks } {
  const between = (from: number, to: number) => () => random.whole(from, to);
  return {
    model: {
      calls: random.whole(0, 60),
      blocking: random.next() < 0.3,
      workers: random.whole(1, 12),
      sockets: random.next() < 0.5 ? 6 : 1_000,
      serviceUs: between(0, random.whole(1, 200_000)),
      oneWayUs: between(50, random.whole(60, 50_000)),
      timeoutUs: random.next() < 0.5 ? random.whole(1_000, 300_000) : Number.POSITIVE_INFINITY,
      queueLimit: random.next() < 0.3 ? random.whole(0, 5) : Number.POSITIVE_INFINITY,
      outsideEvery: random.next() < 0.3 ? random.whole(2, 9) : 0,
    },
    clocks: {
      offsetUs: random.whole(0, 1e12),
      driftUsPerS: random.whole(-100, 100),
      stepUs: random.next() < 0.5 ? 5 : 100,
      pingOutUs: between(100, random.whole(200, 20_000)),
      pingBackUs: between(100, random.whole(200, 20_000)),
    },
  };
}

function earliest(free: readonly number[]): number {
  return free.indexOf(Math.min(...free));
}
