import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { oraclePool } from "./oracle-pool.ts";

const ends = (jobs: Parameters<typeof oraclePool>[0], servers: number) =>
  oraclePool(jobs, servers).map(({ end }) => end);

describe("the exact queue", () => {
  test.each([
    [10, 10, 1],
    [11, 10, 2],
    [25, 10, 3],
    [5, 1, 5],
  ])("%d calls of one second on %d workers end after %d s", (calls, workers, seconds) => {
    const jobs = Array.from({ length: calls }, () => ({ arrival: 0, service: 1 }));
    expect(Math.max(...ends(jobs, workers))).toBe(seconds);
  });

  test("who comes first is served first, whatever the order of the list", () => {
    const jobs = [
      { arrival: 2, service: 1 },
      { arrival: 0, service: 5 },
      { arrival: 1, service: 1 },
    ];
    expect(oraclePool(jobs, 1)).toEqual([
      { start: 6, end: 7 },
      { start: 0, end: 5 },
      { start: 5, end: 6 },
    ]);
  });

  test("an idle server waits for the next arrival", () => {
    expect(
      ends(
        [
          { arrival: 0, service: 1 },
          { arrival: 10, service: 2 },
        ],
        1,
      ),
    ).toEqual([1, 12]);
  });

  test("no server is ever given two jobs at once, and none idles while a job waits", () => {
    const random = createRandom(7);
    for (let round = 0; round < 50; round += 1) {
      const jobs = Array.from({ length: 40 }, () => ({
        arrival: random.whole(0, 60),
        service: random.whole(1, 9),
      }));
      const servers = random.whole(1, 6);
      const times = oraclePool(jobs, servers);
      for (let at = 0; at < 200; at += 1) {
        const busy = times.filter(({ start, end }) => start <= at && at < end).length;
        const waiting = times.filter(
          ({ start }, index) => (jobs[index]?.arrival ?? 0) <= at && at < start,
        ).length;
        expect(busy).toBeLessThanOrEqual(servers);
        if (waiting > 0) expect(busy).toBe(servers);
      }
    }
  });
});
