import {
  attemptFlags,
  createAttemptTable,
  missing,
  type StampName,
  stampNames,
} from "#lib/record/attempt-table.ts";
import type { AttemptDetail, RunHeader, RunRecord, RunSettings, Thread } from "#lib/record/run-record.ts";

/** Records for tests and benches, built by hand or by a small event calculation. Never shown as measured. */
export type TestAttempt = Partial<Record<StampName, number>> & {
  readonly call?: number;
  readonly attempt?: number;
  readonly replica?: number;
  readonly worker?: number;
  readonly clientThread?: number;
  readonly parentAttempt?: number;
  readonly status?: number;
  readonly flags?: number;
  readonly detail?: AttemptDetail;
};

type TestRun = {
  readonly attempts: readonly TestAttempt[];
  readonly threads?: readonly Thread[];
  readonly header?: Partial<RunHeader>;
  readonly settings?: Partial<RunSettings>;
};

export function testRecord({ attempts: rows, threads = [], header = {}, settings = {} }: TestRun): RunRecord {
  const table = { ...createAttemptTable(rows.length), length: rows.length };
  const details = new Map<number, AttemptDetail>();
  let lastUs = 0;
  rows.forEach((attempt, row) => {
    for (const name of stampNames) {
      const at = attempt[name] ?? missing;
      table[name][row] = at;
      if (at !== missing) lastUs = Math.max(lastUs, at);
    }
    table.call[row] = attempt.call ?? row;
    table.attempt[row] = attempt.attempt ?? 0;
    table.replica[row] = attempt.replica ?? 0;
    table.worker[row] = attempt.worker ?? 0;
    table.clientThread[row] = attempt.clientThread ?? 0;
    table.parentAttempt[row] = attempt.parentAttempt ?? missing;
    table.status[row] = attempt.status ?? 0;
    table.flags[row] = attempt.flags ?? 0;
    if (attempt.detail !== undefined) details.set(row, attempt.detail);
  });
  return {
    schemaVersion: 1,
    header: { ...plainHeader(rows.length, lastUs, settings), ...header },
    attempts: table,
    details,
    threads,
    logs: [],
    runnerEvents: [],
    messages: [],
  };
}

function plainHeader(calls: number, durationUs: number, settings: Partial<RunSettings>): RunHeader {
  return {
    id: "test",
    deploymentId: "test",
    experiment: "test",
    title: "Test",
    engine: "real",
    recorded: false,
    startedAtUnixMs: 0,
    durationUs,
    outcome: { kind: "finished" },
    settings: {
      workers: null,
      queueLimit: null,
      network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
      protocol: "connect",
      codec: "binary",
      calls,
      ...settings,
    },
    methods: ["greet.v1.Greeter/SayHello"],
    httpVersion: "http/1.1",
    hosts: 1,
    clock: { offsetUs: 0, driftUsPerS: 0, uncertaintyUs: 600, stepUs: 5 },
    marks: [],
    totals: { offered: calls, ok: calls, failed: 0, shed: 0, unsent: 0, inFlight: 0 },
  };
}

export type Scenario = {
  readonly calls: number;
  readonly serviceUs: number;
  /** Both ways together. */
  readonly roundTripUs: number;
  readonly workers: number;
  readonly sockets?: number;
  readonly kind: "blocking" | "concurrent";
  /** Added to the intended start of call i, so that nothing looks machine-made. */
  readonly spreadUs?: number;
};

/** Calculates the run of a scenario event by event: first-in-first-out sockets and workers, lowest free slot first. */
export function scenarioRecord(scenario: Scenario): RunRecord {
  const {
    calls,
    serviceUs,
    roundTripUs,
    workers,
    sockets = Number.POSITIVE_INFINITY,
    kind,
    spreadUs = 0,
  } = scenario;
  const slotFreeUs = new Array<number>(workers).fill(0);
  const finishedUs: number[] = [];
  const rows: TestAttempt[] = [];
  for (let call = 0; call < calls; call++) {
    const before = rows[call - 1]?.resumed ?? 0;
    const intended = kind === "blocking" ? before : call * spreadUs;
    const socketFreeUs = call >= sockets ? ([...finishedUs].sort((a, b) => b - a)[sockets - 1] ?? 0) : 0;
    const sent = Math.max(intended, socketFreeUs);
    const arrived = sent + Math.floor(roundTripUs / 2);
    const earliest = Math.max(arrived, Math.min(...slotFreeUs));
    const worker = slotFreeUs.findIndex((freeUs) => freeUs <= earliest);
    const ended = earliest + serviceUs;
    slotFreeUs[worker] = ended;
    const received = ended + Math.ceil(roundTripUs / 2);
    finishedUs.push(received);
    const detail: AttemptDetail = {
      ...(sent > intended ? { connectionWaitUs: sent - intended } : {}),
      ...(kind === "blocking" ? { blocking: true } : {}),
    };
    rows.push({
      intended,
      sent,
      arrived,
      started: earliest,
      ended,
      replied: ended,
      received,
      resumed: received,
      worker,
      detail,
    });
  }
  const endUs = Math.max(0, ...finishedUs);
  return testRecord({
    attempts: rows,
    threads: [kind === "blocking" ? blockedThread(rows, endUs) : freeThread(endUs)],
    settings: { workers, calls, network: { delayMs: roundTripUs / 2_000, jitterMs: 0, bandwidthKbps: 0 } },
    header: { experiment: kind, title: kind },
  });
}

function blockedThread(rows: readonly TestAttempt[], endUs: number): Thread {
  return {
    name: "client",
    side: "client",
    beats: Uint32Array.from([0, endUs]),
    blocked: rows.map((row) => ({
      fromUs: row.intended ?? 0,
      toUs: row.resumed ?? 0,
      reason: "call" as const,
    })),
  };
}

function freeThread(endUs: number): Thread {
  return {
    name: "client",
    side: "client",
    beats: Uint32Array.from({ length: Math.floor(endUs / 10_000) + 1 }, (_, i) => i * 10_000),
    blocked: [],
  };
}

/** A seeded random run with waits, retries, refusals, give-ups, missing stamps and outside callers. */
export function randomRecord(seed: number, calls: number): RunRecord {
  const random = mulberry32(seed);
  const upTo = (limit: number) => Math.floor(random() * limit);
  const workers = 1 + upTo(8);
  const slotFreeUs = new Array<number>(workers).fill(0);
  const rows: TestAttempt[] = [];
  let clockUs = upTo(5_000);
  const pushAttempt = (intended: number, call: number, attempt: number, parentAttempt: number) => {
    const sent = intended + (random() < 0.3 ? upTo(5_000) : 0);
    const arrived = sent + upTo(20_000);
    const started = Math.max(arrived, Math.min(...slotFreeUs));
    const worker = slotFreeUs.findIndex((freeUs) => freeUs <= started);
    const ended = started + upTo(60_000);
    const replied = ended + upTo(300);
    const received = replied + upTo(20_000);
    const resumed = received + upTo(2_000);
    const base = { call, attempt, parentAttempt, intended };
    const fate = random();
    if (fate < 0.05) {
      rows.push({
        ...base,
        sent,
        arrived,
        replied: arrived + 10,
        received: arrived + 500,
        resumed: arrived + 600,
        status: 8,
        flags: attemptFlags.shed,
      });
      return arrived + 600;
    }
    if (fate < 0.1) {
      rows.push({ ...base, sent, received, resumed, status: 14 });
      return resumed;
    }
    slotFreeUs[worker] = ended;
    if (fate < 0.2) {
      const gaveUp = sent + upTo(Math.max(1, received - sent));
      rows.push({
        ...base,
        sent,
        arrived,
        started,
        ended,
        replied,
        received: gaveUp,
        resumed: gaveUp + 5,
        worker,
        status: 4,
        flags: attemptFlags.timeout,
      });
      return gaveUp + 5;
    }
    if (fate < 0.25) {
      rows.push({ call, attempt, arrived, started, ended, replied, worker, flags: attemptFlags.outside });
      return clockUs;
    }
    rows.push({ ...base, sent, arrived, started, ended, replied, received, resumed, worker });
    return resumed;
  };
  for (let call = 0; call < calls; call++) {
    const row = rows.length;
    const overUs = pushAttempt(clockUs, call, 0, missing);
    if (random() < 0.1) pushAttempt(overUs + upTo(10_000), call, 1, row);
    clockUs = random() < 0.3 ? overUs + upTo(1_000) : clockUs + upTo(8_000);
  }
  return testRecord({ attempts: rows, settings: { workers } });
}

/** A 32-bit generator, public domain (Tommy Ettinger, 2017). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
