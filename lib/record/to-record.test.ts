import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { ServerEventSchema } from "#lib/gen/playground/v1/event_pb.ts";
import { createRandom } from "#lib/random.ts";
import { attemptFlags, missing, openStatus } from "./attempt-table.ts";
import { foldRun } from "./fold-run.ts";
import { checkInvariants } from "./invariants.ts";
import {
  foldFacts,
  type ModelClocks,
  modelAttempts,
  modelFacts,
  modelStart,
  randomRun,
} from "./modelled-run.ts";
import type { ClientFact, RunFact } from "./run-facts.ts";
import { toRecord } from "./to-record.ts";

const sameClock: ModelClocks = {
  offsetUs: 5e11,
  driftUsPerS: 0,
  stepUs: 1,
  pingOutUs: () => 100,
  pingBackUs: () => 100,
};

const client = (fact: ClientFact): RunFact => ({ kind: "client", fact });
const attempt = (more: object): RunFact =>
  client({
    kind: "attempt",
    attempt: { call: 0, attempt: 0, method: "a.B/C", blocking: false, intendedUs: 1_000, ...more },
  });
const server = (more: object): RunFact => ({
  kind: "server",
  event: create(ServerEventSchema, {
    event: { case: "attempt", value: { sequence: 1, runId: modelStart.id, method: "a.B/C", ...more } },
  }),
});
/** One exchange of 200 µs each way with a server clock that is 1 000 000 µs ahead. */
const pings = client({ kind: "pings", pings: [{ t0: 0, t1: 1_000_200, t2: 1_000_200, t3: 400 }] });

describe("a run by chance", () => {
  test("satisfies every invariant, whatever the clocks and the order of the facts", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = createRandom(seed);
      const { model, clocks } = randomRun(random);
      const facts = [...modelFacts(modelAttempts(model), clocks)].sort(() => random.next() - 0.5);
      const record = toRecord(foldFacts(facts, { ...modelStart, stepUs: clocks.stepUs }));
      expect(checkInvariants(record), `seed ${seed}`).toEqual([]);
      expect(record.header.marks, `seed ${seed}`).not.toContain("clockError");
      expect(record.attempts.length, `seed ${seed}`).toBe(model.calls);
    }
  });

  test("has its server stamps no further from the truth than half of δ and one step of the clock", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const { model, clocks } = randomRun(createRandom(seed));
      const truth = modelAttempts({ ...model, outsideEvery: 0, timeoutUs: Number.POSITIVE_INFINITY });
      const record = toRecord(foldFacts(modelFacts(truth, clocks), { ...modelStart, stepUs: clocks.stepUs }));
      const { uncertaintyUs } = record.header.clock;
      truth.forEach(({ arrived, started, replied }, row) => {
        const allowed = uncertaintyUs / 2 + clocks.stepUs + 1;
        expect(Math.abs((record.attempts.arrived[row] ?? 0) - arrived), `seed ${seed}`).toBeLessThanOrEqual(
          allowed,
        );
        expect(Math.abs((record.attempts.replied[row] ?? 0) - replied), `seed ${seed}`).toBeLessThanOrEqual(
          allowed,
        );
        if (started === null) expect(record.attempts.started[row]).toBe(missing);
      });
    }
  });
});

describe("both halves of an attempt", () => {
  test("stand on the client's axis", () => {
    const { attempts, header } = toRecord(
      foldFacts([
        pings,
        attempt({ sentUs: 1_100, receivedUs: 9_000, resumedUs: 9_050, code: 0 }),
        server({
          arrivedUs: 1_001_500,
          startedUs: 1_002_000,
          endedUs: 1_007_000,
          repliedUs: 1_007_100,
          worker: 3,
          code: 0,
        }),
      ]),
    );
    expect(header.clock).toEqual({ offsetUs: 1_000_000, driftUsPerS: 0, uncertaintyUs: 401, stepUs: 5 });
    expect([attempts.arrived[0], attempts.started[0], attempts.ended[0], attempts.replied[0]]).toEqual([
      1_500, 2_000, 7_000, 7_100,
    ]);
    expect([attempts.worker[0], attempts.status[0], attempts.flags[0]]).toEqual([3, 0, 0]);
  });

  test("may come in any order, and the latest word of each side counts", () => {
    const told = [
      server({ arrivedUs: 1_001_500 }),
      attempt({}),
      server({ arrivedUs: 1_001_500, startedUs: 1_002_000, worker: 2 }),
      attempt({ sentUs: 1_100 }),
      pings,
    ];
    const { attempts } = toRecord(foldFacts(told));
    expect(attempts.length).toBe(1);
    expect([attempts.sent[0], attempts.started[0], attempts.ended[0]]).toEqual([1_100, 2_000, missing]);
    expect(attempts.status[0]).toBe(openStatus);
  });

  test("keep their row when the other half or a caller from outside comes in between", () => {
    let state = foldFacts([pings, server({ sequence: 9, runId: "", arrivedUs: 1_000_500, code: 0 })]);
    state = foldRun(state, attempt({ call: 1 }));
    state = foldRun(state, server({ sequence: 10, call: 1, arrivedUs: 1_001_500 }));
    const { attempts, header } = toRecord(state);
    expect([...attempts.call.subarray(0, 2)]).toEqual([0, 1]);
    expect(attempts.flags[0]).toBe(attemptFlags.outside);
    expect(attempts.intended[0]).toBe(missing);
    expect(header.totals).toMatchObject({ offered: 1, inFlight: 1 });
  });
});

describe("a server stamp outside the client's", () => {
  const row = (arrivedUs: number, endedUs: number, repliedUs: number) =>
    toRecord(
      foldFacts([
        pings,
        attempt({ sentUs: 1_100, receivedUs: 9_000, resumedUs: 9_050, code: 0 }),
        server({ arrivedUs, startedUs: arrivedUs, endedUs, repliedUs, code: 0 }),
      ]),
    );

  test("is set to the boundary within half of δ, and the row says so", () => {
    const { attempts, header } = row(1_001_000, 1_009_100, 1_009_150);
    expect([attempts.arrived[0], attempts.started[0], attempts.ended[0], attempts.replied[0]]).toEqual([
      1_100, 1_100, 9_000, 9_000,
    ]);
    expect(attempts.flags[0]).toBe(attemptFlags.uncertain);
    expect(header.marks).toEqual([]);
  });

  test("stays where it fell beyond half of δ, and the run is marked", () => {
    const record = row(1_000_500, 1_007_000, 1_007_100);
    expect(record.attempts.arrived[0]).toBe(500);
    expect(record.attempts.flags[0]).toBe(0);
    expect(record.header.marks).toEqual(["clockError"]);
    expect(checkInvariants(record)).toEqual([]);
  });

  test("is no clock error when only the note of the hand-over came late", () => {
    const { attempts, header } = row(1_001_500, 1_008_000, 1_013_000);
    expect([attempts.ended[0], attempts.replied[0]]).toEqual([8_000, 9_000]);
    expect(attempts.flags[0]).toBe(attemptFlags.uncertain);
    expect(header.marks).toEqual([]);
  });

  test("is ordinary when the client had given up", () => {
    const record = toRecord(
      foldFacts([
        pings,
        attempt({ sentUs: 1_100, receivedUs: 3_000, resumedUs: 3_010, code: 4, timeout: true }),
        server({
          arrivedUs: 1_001_500,
          startedUs: 1_002_000,
          endedUs: 1_050_000,
          repliedUs: 1_050_010,
          code: 0,
        }),
      ]),
    );
    expect([record.attempts.received[0], record.attempts.ended[0]]).toEqual([3_000, 50_000]);
    expect(record.attempts.status[0]).toBe(4);
    expect(checkInvariants(record)).toEqual([]);
  });
});

describe("a handler that runs on after its deadline was answered", () => {
  test("keeps the moment at which it really stopped", () => {
    const record = toRecord(
      foldFacts([
        pings,
        attempt({ sentUs: 1_100, receivedUs: 5_200, resumedUs: 5_300, code: 4 }),
        server({
          arrivedUs: 1_001_500,
          startedUs: 1_002_000,
          endedUs: 1_090_000,
          repliedUs: 1_005_000,
          code: 4,
        }),
      ]),
    );
    expect([record.attempts.replied[0], record.attempts.ended[0]]).toEqual([5_000, 90_000]);
    expect(record.header.marks).toEqual([]);
    expect(checkInvariants(record)).toEqual([]);
  });
});

describe("a caller from outside", () => {
  test("that was there before the run is not of the run", () => {
    const outside = (sequence: number, arrivedUs: number) =>
      server({ sequence, runId: "", arrivedUs, code: 0 });
    const { attempts, header } = toRecord(foldFacts([pings, outside(3, 400_000), outside(4, 1_000_900)]));
    expect([...attempts.call]).toEqual([0]);
    expect(header.totals.offered).toBe(0);
  });

  test("is counted among its like, whatever else the server served before, and its log line finds it", () => {
    const line = create(ServerEventSchema, {
      event: { case: "log", value: { atUs: 1_003_000, text: "hello", attemptSequence: 14 } },
    });
    const outside = (sequence: number, arrivedUs: number) => server({ sequence, runId: "", arrivedUs });
    const record = toRecord(
      foldFacts([
        pings,
        attempt({ call: 0 }),
        outside(12, 1_001_000),
        outside(14, 1_002_000),
        outside(12, 1_001_000),
        { kind: "server", event: line },
      ]),
    );
    expect([...record.attempts.call]).toEqual([0, 0, 1]);
    expect([...record.attempts.flags]).toEqual([0, attemptFlags.outside, attemptFlags.outside]);
    expect(record.logs).toMatchObject([{ text: "hello", attempt: 2 }]);
    expect(checkInvariants(record)).toEqual([]);
  });
});

describe("the clock", () => {
  test("without exchanges is taken from the answered calls, less exactly", () => {
    const { header } = toRecord(
      foldFacts([
        attempt({ sentUs: 1_000, receivedUs: 9_000, resumedUs: 9_000, code: 0 }),
        server({
          arrivedUs: 1_003_000,
          startedUs: 1_003_000,
          endedUs: 1_007_000,
          repliedUs: 1_007_000,
          code: 0,
        }),
      ]),
    );
    expect(header.clock).toMatchObject({ offsetUs: 1_000_000, uncertaintyUs: 4_001 });
  });

  test("is said to be unknown when nothing was answered either", () => {
    const { header, attempts } = toRecord(
      foldFacts([server({ runId: "", arrivedUs: 7e11, startedUs: 7e11 + 50 })]),
    );
    expect(header.clock.offsetUs).toBeNull();
    expect([attempts.arrived[0], attempts.started[0]]).toEqual([0, 50]);
  });

  test("with 20 % longer ways there than back is off by no more than half of δ", () => {
    const truth = modelAttempts({ ...randomRun(createRandom(1)).model, calls: 5, outsideEvery: 0 });
    const clocks: ModelClocks = {
      ...sameClock,
      offsetUs: 3_200,
      pingOutUs: () => 12_000,
      pingBackUs: () => 10_000,
    };
    const { clock } = toRecord(foldFacts(modelFacts(truth, clocks))).header;
    expect(Math.abs((clock.offsetUs ?? 0) - 3_200)).toBe(1_000);
    expect(clock.uncertaintyUs / 2).toBeGreaterThanOrEqual(1_000);
  });
});
