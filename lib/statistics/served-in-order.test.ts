import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { type QueuedCall, servedInOrder } from "./served-in-order.ts";

type Order = "first" | "last" | "random";

/** One worker at ρ 0.9, whose queue is left in the given order; every bound is up to `blur` off. */
function simulate(order: Order, { n = 2_000, blur = 0, seed = 1 } = {}): readonly QueuedCall[] {
  const random = createRandom(seed);
  const exponential = (mean: number) => -mean * Math.log(1 - random.next());
  let at = 0;
  const arrivals = Array.from({ length: n }, () => {
    at += exponential(1 / 0.9);
    return at;
  });
  const calls: QueuedCall[] = [];
  const waiting: number[] = [];
  let freeAt = 0;
  let next = 0;
  while (calls.length < n) {
    if (waiting.length === 0) freeAt = Math.max(freeAt, arrivals[next] ?? 0);
    while ((arrivals[next] ?? Number.POSITIVE_INFINITY) <= freeAt) waiting.push(arrivals[next++] ?? 0);
    const place = { first: 0, last: waiting.length - 1, random: random.whole(0, waiting.length - 1) }[order];
    const [arrived = 0] = waiting.splice(place, 1);
    const [early, late] = [random.next() * blur, random.next() * blur];
    calls.push({
      ...{ arrivedFrom: arrived - early, arrivedTo: arrived + late },
      ...{ startedFrom: freeAt - early, startedTo: freeAt + late },
    });
    freeAt += exponential(1);
  }
  return calls;
}

describe("a queue", () => {
  test("that is first come, first served shows no overtaking, however blurred the times are", () => {
    for (const blur of [0, 0.1, 1, 5]) {
      const found = servedInOrder(simulate("first", { blur }));
      expect(found.overtook).toBe(0);
      expect(found.judged).toBeGreaterThan(100);
    }
  });

  test.each(["last", "random"] as const)("that serves the %s one is found out", (order) => {
    for (const blur of [0, 0.1, 1]) {
      const { judged, overtook } = servedInOrder(simulate(order, { blur }));
      expect(overtook / judged).toBeGreaterThan(0.1);
    }
  });

  test("in which nobody waits tells nothing", () => {
    const calls = Array.from({ length: 100 }, (_, at) => ({
      ...{ arrivedFrom: at, arrivedTo: at, startedFrom: at, startedTo: at },
    }));
    expect(servedInOrder(calls)).toEqual({ judged: 0, overtook: 0 });
  });

  test("tells nothing where the bounds are wider than the waits", () => {
    expect(servedInOrder(simulate("last", { blur: 1_000 })).overtook).toBe(0);
  });

  test("is the same whatever order its calls are told in", () => {
    const calls = simulate("random");
    expect(servedInOrder(calls.toReversed())).toEqual(servedInOrder(calls));
  });
});
