import { describe, expect, test } from "vitest";
import type { Runner } from "./runner.ts";
import { createRunnerPool } from "./runner-pool.ts";
import type { Stop } from "./sandbox.ts";

/** A runner that does nothing but live until it is stopped. */
function fakeRunner() {
  let goAway: (stop: Stop) => void = () => {};
  const gone = new Promise<Stop>((resolve) => (goAway = resolve));
  const runner = { gone, stop: (why: Stop) => goAway(why) } as Runner;
  return { runner, die: () => goAway({ reason: "crashed", limit: "", limitValue: 0 }) };
}

const never = new AbortController().signal;

describe("the pool of runners", () => {
  test("tries again for whoever waits when a start fails, and says so when none succeeds", async () => {
    let starts = 0;
    const { runner } = fakeRunner();
    const failTwice = async () => {
      starts += 1;
      if (starts <= 2) throw new Error("killed while it started");
      return runner;
    };
    const pool = createRunnerPool(failTwice, 0);
    expect(await pool.take(never)).toBe(runner);
    expect(starts).toBe(3);
    pool.close();

    let failures = 0;
    const broken = createRunnerPool(async () => {
      failures += 1;
      throw new Error("none starts");
    }, 0);
    await expect(broken.take(never)).rejects.toThrow("none starts");
    expect(failures).toBeLessThanOrEqual(4);
    broken.close();
  });

  test("replaces a warm runner that died", async () => {
    const made: ReturnType<typeof fakeRunner>[] = [];
    const pool = createRunnerPool(async () => {
      const each = fakeRunner();
      made.push(each);
      return each.runner;
    }, 1);
    await expect.poll(() => pool.warm()).toBe(1);
    made[0]?.die();
    await expect.poll(() => pool.warm()).toBe(0);
    await expect.poll(() => [pool.warm(), made.length], { timeout: 10_000 }).toEqual([1, 2]);
    pool.close();
  });

  test("gives nobody's place away when one who waited goes", async () => {
    const { runner } = fakeRunner();
    const started = Promise.withResolvers<Runner>();
    const pool = createRunnerPool(() => started.promise, 0);
    const stop = new AbortController();
    const left = pool.take(stop.signal);
    const stays = pool.take(never);
    stop.abort(new Error("left"));
    await expect(left).rejects.toThrow("left");
    started.resolve(runner);
    expect(await stays).toBe(runner);
    pool.close();
  });
});
