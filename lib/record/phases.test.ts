import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { attemptFlags, createAttemptTable, type StampName, stampNames } from "./attempt-table.ts";
import { foldFacts, modelAttempts, modelFacts, randomRun } from "./modelled-run.ts";
import { phaseLengths, toPhases, totalUs } from "./phases.ts";
import { toRecord } from "./to-record.ts";

const whole = {
  intended: 0,
  sent: 10,
  arrived: 30,
  started: 70,
  ended: 170,
  replied: 172,
  received: 190,
  resumed: 195,
};

function tableOf(stamps: Partial<Record<StampName, number>>, flags = 0, status = 0) {
  const table = { ...createAttemptTable(1), length: 1 };
  for (const name of stampNames) {
    const stamp = stamps[name];
    if (stamp !== undefined) table[name][0] = stamp;
  }
  table.flags[0] = flags;
  table.status[0] = status;
  return table;
}

const said = (stamps: Partial<Record<StampName, number>>, flags = 0, status = 0) =>
  toPhases(tableOf(stamps, flags, status), 0).phases.map(
    ({ kinds, fromUs, toUs }) => `${kinds.join("+")} ${fromUs}–${toUs}`,
  );

describe("the phases of an attempt", () => {
  test("are the seven between its eight stamps", () => {
    expect(said(whole)).toEqual([
      "clientWait 0–10",
      "networkOut 10–30",
      "queue 30–70",
      "execution 70–170",
      "reply 170–172",
      "networkBack 172–190",
      "resume 190–195",
    ]);
    expect(totalUs(tableOf(whole), 0)).toBe(195);
  });

  test("merge where a stamp is missing, and their lengths count for none of them", () => {
    const { started, ended, arrived, replied, ...ends } = whole;
    expect(said(ends)).toEqual([
      "clientWait 0–10",
      "networkOut+queue+execution+reply+networkBack 10–190",
      "resume 190–195",
    ]);
    expect(said({ ...ends, arrived, replied })[2]).toBe("queue+execution+reply 30–172");
    expect([
      ...phaseLengths(tableOf({ ...whole, started: undefined, ended: undefined }), 0).keys(),
    ]).not.toContain("queue");
  });

  test("of a shed attempt have no queue and no execution", () => {
    const { started, ended, ...shed } = whole;
    expect(said(shed, attemptFlags.shed, 8)[2]).toBe("refused 30–172");
  });

  test("of an attempt that failed without being started are all queue in the server", () => {
    const { started, ended, ...unserved } = whole;
    expect(said(unserved, 0, 8)).toEqual([
      "clientWait 0–10",
      "networkOut 10–30",
      "queue 30–172",
      "networkBack 172–190",
      "resume 190–195",
    ]);
    expect(phaseLengths(tableOf(unserved, 0, 8), 0).get("queue")).toBe(142);
  });

  test("are clipped where the client gave up, and the rest is wasted work", () => {
    const gaveUp = { ...whole, received: 100, resumed: 104 };
    expect(said(gaveUp, attemptFlags.timeout, 4)).toEqual([
      "clientWait 0–10",
      "networkOut 10–30",
      "queue 30–70",
      "execution 70–100",
      "reply 100–100",
      "networkBack 100–100",
      "resume 100–104",
    ]);
    expect(toPhases(tableOf(gaveUp, attemptFlags.timeout, 4), 0).wasted).toEqual({ fromUs: 100, toUs: 170 });
  });

  test("of a call given up in the queue have no execution, and all of the handler's work is wasted", () => {
    const gaveUp = { ...whole, received: 50, resumed: 50 };
    expect(said(gaveUp, attemptFlags.cancelled, 1)).toContain("queue 30–50");
    expect(toPhases(tableOf(gaveUp, attemptFlags.cancelled, 1), 0).wasted).toEqual({ fromUs: 70, toUs: 170 });
  });

  test("end the execution with the answer when the handler ran on after its deadline", () => {
    const overran = { ...whole, ended: 400 };
    expect(said(overran, 0, 4)).toContain("execution 70–172");
    expect(toPhases(tableOf(overran, 0, 4), 0).wasted).toEqual({ fromUs: 172, toUs: 400 });
  });

  test("leave out server stamps that contradict the client's", () => {
    expect(said({ ...whole, arrived: 3 })).toEqual([
      "clientWait 0–10",
      "networkOut+queue+execution+reply+networkBack 10–190",
      "resume 190–195",
    ]);
  });

  test("of an attempt under way end with what it does now", () => {
    const { ended, replied, received, resumed, ...begun } = whole;
    const { phases, open } = toPhases(tableOf(begun, 0, 255), 0);
    expect(phases.length).toBe(3);
    expect(open).toEqual({ kind: "execution", fromUs: 70 });
  });

  test("of a caller from outside are the server's", () => {
    const { intended, sent, received, resumed, ...outside } = whole;
    expect(said(outside, attemptFlags.outside)).toEqual(["queue 30–70", "execution 70–170", "reply 170–172"]);
    expect(totalUs(tableOf(outside, attemptFlags.outside), 0)).toBeNull();
  });

  test("join without gaps and add up to T8 − T0 in every run", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const { model, clocks } = randomRun(createRandom(seed));
      const { attempts } = toRecord(foldFacts(modelFacts(modelAttempts(model), clocks)));
      for (let row = 0; row < attempts.length; row++) {
        const { phases } = toPhases(attempts, row);
        phases.forEach(({ fromUs }, index) => {
          if (index > 0) expect(fromUs).toBe(phases[index - 1]?.toUs);
        });
        const total = totalUs(attempts, row);
        if (total !== null)
          expect(phases.reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0)).toBe(total);
      }
    }
  });
});
