import { describe, expect, test } from "vitest";
import { createFairQueue, type FairQueueOptions } from "./fair-queue.ts";

/** A queue whose turns end one by one, in the order in which they were given, when the test says so. */
function queueOf(options: Partial<FairQueueOptions> = {}) {
  let now = 0;
  const limits = { atOnce: 1, maxWaitingPerVisitor: 60, maxWaiting: 200 };
  const queue = createFairQueue({ ...limits, nowMs: () => now, ...options });
  const served: string[] = [];
  const refused: string[] = [];
  const leaves: (() => void)[] = [];
  const ask = (visitor: string, ticket = "", signal?: AbortSignal) =>
    queue.enter({ visitor, ticket }, signal).then((entered) => {
      if (!entered.ok) return void refused.push(`${visitor}${ticket}`);
      served.push(`${visitor}${ticket}`);
      leaves.push(entered.leave);
    });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  async function endTurns(count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) {
      await settled();
      now += 100;
      leaves.shift()?.();
    }
    await settled();
  }
  return { queue, served, refused, ask, endTurns, settled };
}

describe("a fair queue", () => {
  test("serves a polite visitor in the second turn although fifty of a greedy one's wait before it", async () => {
    const { served, ask, endTurns } = queueOf();
    for (let at = 0; at < 50; at += 1) void ask("greedy", ` ${at}`);
    void ask("polite");
    await endTurns(2);
    expect(served).toEqual(["greedy 0", "greedy 1", "polite"]);
  });

  test("serves everybody's first request before anybody's second, however many each has", async () => {
    const { served, ask, endTurns } = queueOf();
    void ask("first");
    for (const at of [1, 2, 3]) void ask("ada", `${at}`);
    for (const at of [1, 2]) void ask("bob", `${at}`);
    void ask("cy", "1");
    await endTurns(7);
    expect(served).toEqual(["first", "ada1", "bob1", "cy1", "ada2", "bob2", "ada3"]);
  });

  test("says the place in which each will be served, and 0 for whom it does not know", async () => {
    const { queue, served, ask, endTurns } = queueOf();
    void ask("first");
    const order = ["ada1", "bob1", "ada2", "cy1", "ada3", "bob2"];
    for (const name of order) void ask(name.slice(0, -1), name.slice(-1));
    const places = order.map((name) => queue.place({ visitor: name.slice(0, -1), ticket: name.slice(-1) }));
    expect(queue.place({ visitor: "cy", ticket: "2" })).toBe(0);
    expect(queue.place({ visitor: "bob", ticket: "3" })).toBe(0);
    await endTurns(7);
    expect(order.map((name) => served.indexOf(name))).toEqual(places);
    expect(queue.waiting()).toBe(0);
  });

  test("lets so many work at once and no more, and a turn given back twice is given back once", async () => {
    const { queue, served, ask, settled } = queueOf({ atOnce: 2 });
    const first = await queue.enter({ visitor: "a", ticket: "" });
    void ask("b");
    void ask("c");
    void ask("d");
    await settled();
    expect(served).toEqual(["b"]);
    if (first.ok) {
      first.leave();
      first.leave();
    }
    await settled();
    expect(served).toEqual(["b", "c"]);
  });

  test("forgets who goes away, and rejects with the reason", async () => {
    const { queue, served, ask, endTurns } = queueOf();
    void ask("first");
    const stop = new AbortController();
    const gone = ask("gone", "1", stop.signal);
    void ask("other");
    stop.abort(new Error("left"));
    await expect(gone).rejects.toThrow("left");
    expect(queue.place({ visitor: "gone", ticket: "1" })).toBe(0);
    await expect(ask("gone", "1", stop.signal)).rejects.toThrow("left");
    await endTurns(2);
    expect(served).toEqual(["first", "other"]);
  });

  test("refuses a visitor who has too much in line, by limit, value and when to come back", async () => {
    const { queue, ask } = queueOf({ maxWaitingPerVisitor: 4 });
    for (let at = 0; at < 5; at += 1) void ask("ada");
    const problem = { limit: "maxWaitingPerVisitor", value: 4, retryAfterMs: 2_000 };
    expect(await queue.enter({ visitor: "ada", ticket: "" })).toEqual({ ok: false, problem });
  });

  test("when full, refuses the last of whoever has most for the sake of whoever has less", async () => {
    const { queue, refused, served, ask, endTurns } = queueOf({ maxWaiting: 3 });
    for (const at of [0, 1, 2, 3]) void ask("greedy", ` ${at}`);
    void ask("polite");
    await endTurns(1);
    expect(refused).toEqual(["greedy 3"]);
    expect(served).toEqual(["greedy 0", "greedy 1"]);
    void ask("polite", " 2");
    expect(await queue.enter({ visitor: "polite", ticket: "" })).toMatchObject({
      ok: false,
      problem: { limit: "maxWaiting", value: 3 },
    });
  });

  test("names a time to come back that grows with the line, within bounds", async () => {
    const retries: number[] = [];
    for (const maxWaitingPerVisitor of [1, 10, 59]) {
      const { queue, ask } = queueOf({ maxWaitingPerVisitor });
      for (let at = 0; at <= maxWaitingPerVisitor; at += 1) void ask("ada");
      const entered = await queue.enter({ visitor: "ada", ticket: "" });
      retries.push(entered.ok ? 0 : entered.problem.retryAfterMs);
    }
    expect(retries).toEqual([1_000, 5_000, 29_500]);
  });
});
