import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { createAttemptTable, type StampName, stampNames } from "#lib/record/attempt-table.ts";
import { foldFacts, modelAttempts, modelFacts, randomRun } from "#lib/record/modelled-run.ts";
import { toRecord } from "#lib/record/to-record.ts";
import { meanByPhase } from "./mean-by-phase.ts";

const first = {
  intended: 0,
  sent: 10,
  arrived: 30,
  started: 70,
  ended: 170,
  replied: 172,
  received: 190,
  resumed: 195,
};
/** Its handler's stamps are missing. */
const second = { intended: 0, sent: 20, arrived: 30, replied: 90, received: 100, resumed: 105 };

function tableOf(rows: readonly Partial<Record<StampName, number>>[]) {
  const table = { ...createAttemptTable(rows.length), length: rows.length };
  for (const [row, stamps] of rows.entries()) {
    table.status[row] = 0;
    for (const name of stampNames) table[name][row] = stamps[name] ?? table[name][row] ?? 0;
  }
  return table;
}

describe("the mean by phase (L6)", () => {
  test("shares the mean latency out, and what cannot be told apart stays one part", () => {
    expect(meanByPhase(tableOf([first, second]), [0, 1])).toEqual({
      n: 2,
      meanUs: 150,
      phases: [
        { kinds: ["clientWait"], meanUs: 15 },
        { kinds: ["networkOut"], meanUs: 15 },
        { kinds: ["queue"], meanUs: 20 },
        { kinds: ["queue", "execution", "reply"], meanUs: 30 },
        { kinds: ["execution"], meanUs: 50 },
        { kinds: ["reply"], meanUs: 1 },
        { kinds: ["networkBack"], meanUs: 14 },
        { kinds: ["resume"], meanUs: 5 },
      ],
    });
  });

  test("adds up to the mean in every run, whatever is missing in it", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { model, clocks } = randomRun(createRandom(seed));
      const { attempts } = toRecord(foldFacts(modelFacts(modelAttempts(model), clocks)));
      const found = meanByPhase(
        attempts,
        Array.from({ length: attempts.length }, (_, row) => row),
      );
      const sum = found?.phases.reduce((total, { meanUs }) => total + meanUs, 0);
      if (found) expect(sum).toBeCloseTo(found.meanUs, 6);
    }
  });

  test("is unknown for calls without an end", () => {
    const { resumed, ...open } = first;
    expect(resumed).toBe(195);
    expect(meanByPhase(tableOf([open]), [0])).toBeNull();
  });
});
