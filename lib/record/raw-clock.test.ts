import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { missing } from "./attempt-table.ts";
import { foldFacts, modelAttempts, modelFacts, randomRun } from "./modelled-run.ts";
import { areClocksApart, insideTheirCalls, onServerTime, splitSides } from "./raw-clock.ts";
import type { RunRecord } from "./run-record.ts";
import { toRecord } from "./to-record.ts";

const serverStamps = ["arrived", "started", "ended", "replied"] as const;
const clientStamps = ["intended", "sent", "received", "resumed"] as const;

describe("the server's own time", () => {
  test("keeps every length on the server as its clock told it, whatever offset and drift were", () => {
    const random = createRandom(7);
    let compared = 0;
    for (let run = 0; run < 60; run++) {
      const { model, clocks } = randomRun(random);
      const attempts = modelAttempts({ ...model, outsideEvery: 0 });
      const raw = onServerTime(toRecord(foldFacts(modelFacts(attempts, clocks)))).attempts;
      const pace = 1 + clocks.driftUsPerS / 1e6;
      attempts.forEach(({ arrived, replied, gaveUp }, row) => {
        const uncertain = ((raw.flags[row] as number) & 16) !== 0;
        if (uncertain || gaveUp || raw.arrived[row] === missing || raw.replied[row] === missing) return;
        const toldUs = (replied - arrived) * pace;
        // Whatever offset and drift were measured, they are undone; each stamp was rounded twice.
        const drawnUs = (raw.replied[row] as number) - (raw.arrived[row] as number);
        expect(Math.abs(drawnUs - toldUs)).toBeLessThanOrEqual(3);
        compared++;
      });
    }
    expect(compared).toBeGreaterThan(300);
  });

  test("undoes the drift: what was 1.005 s on the client's clock is 201 µs more on a faster server's", () => {
    const raw = onServerTime(withClock({ driftUsPerS: 200 })).attempts;
    expect((raw.started[1] as number) - (raw.arrived[0] as number)).toBe(1_005_201);
  });

  test("ties the clocks at the call that arrived first, as if its way out had taken no time", () => {
    const raw = onServerTime(withClock({ driftUsPerS: 0 })).attempts;
    expect(raw.arrived[0]).toBe(raw.sent[0]);
    // 5 ms of way out are gone from every stamp of the server.
    expect(raw.started[1]).toBe(1_000_000 + 10_000 - 5_000);
  });

  test("leaves every stamp of the client alone", () => {
    const record = withClock({ driftUsPerS: 150 });
    const raw = onServerTime(record);
    for (const name of clientStamps) expect([...raw.attempts[name]]).toEqual([...record.attempts[name]]);
  });

  test("moves the server's messages with its stamps, and not the client's", () => {
    const record = withClock({ driftUsPerS: 0 });
    const message = { attempt: 0, atUs: 20_000, direction: "toClient", bytes: 3 } as const;
    const raw = onServerTime({
      ...record,
      messages: [
        { ...message, side: "server" },
        { ...message, side: "client" },
      ],
    });
    expect(raw.messages.map(({ side, atUs }) => `${side} ${atUs}`)).toEqual(["server 15000", "client 20000"]);
  });

  test("is the record itself where no call was seen by both sides", () => {
    const record = withClock({ driftUsPerS: 0 });
    const lonely = { ...record, attempts: splitSides(record.attempts).client };
    expect(onServerTime(lonely)).toBe(lonely);
  });
});

test("clocks are apart when nothing tied them together, or when calls contradict the tie", () => {
  const { header, ...rest } = withClock({ driftUsPerS: 0 });
  const areApart = (change: Partial<typeof header>) =>
    areClocksApart({ ...rest, header: { ...header, ...change } });
  expect(areApart({})).toBe(false);
  expect(areApart({ clock: { ...header.clock, offsetUs: null } })).toBe(true);
  expect(areApart({ marks: ["clockError"] })).toBe(true);
});

test("for counts the server's stamps are kept within the call that they belong to", () => {
  const { attempts } = withClock({ driftUsPerS: 0 });
  const early = { ...attempts, arrived: attempts.arrived.map(() => 0) };
  const late = { ...attempts, replied: attempts.replied.map(() => 9_000_000) };
  expect([...insideTheirCalls(early).arrived]).toEqual([...attempts.sent]);
  expect([...insideTheirCalls(late).replied]).toEqual([...attempts.received]);
  for (const name of serverStamps) expect([...insideTheirCalls(attempts)[name]]).toEqual([...attempts[name]]);
});

/** Two calls, 5 ms each way: one at 1 ms … and one a second later that waits 5 ms for its turn. */
function withClock({ driftUsPerS }: { readonly driftUsPerS: number }): RunRecord {
  const random = createRandom(1);
  const { clocks } = randomRun(random);
  const base = toRecord(
    foldFacts(
      modelFacts(
        modelAttempts({
          calls: 2,
          blocking: true,
          workers: 1,
          sockets: 6,
          serviceUs: () => 1_000,
          oneWayUs: () => 5_000,
          timeoutUs: Number.POSITIVE_INFINITY,
          queueLimit: Number.POSITIVE_INFINITY,
          outsideEvery: 0,
        }),
        clocks,
      ),
    ),
  );
  const column = (first: number, second: number) => Uint32Array.of(first, second);
  return {
    ...base,
    header: {
      ...base.header,
      marks: [],
      clock: { offsetUs: 3_000_000, driftUsPerS, uncertaintyUs: 200, stepUs: 5 },
    },
    attempts: {
      ...base.attempts,
      intended: column(0, 1_000_000),
      sent: column(0, 1_000_000),
      arrived: column(5_000, 1_005_000),
      started: column(5_000, 1_010_000),
      ended: column(40_000, 1_040_000),
      replied: column(40_000, 1_040_000),
      received: column(45_000, 1_045_000),
      resumed: column(45_000, 1_045_000),
    },
    messages: [],
  };
}
