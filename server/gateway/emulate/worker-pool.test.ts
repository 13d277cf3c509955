import { describe, expect, test } from "vitest";
import { WorkerPool } from "./worker-pool.ts";

/** Callers by name, and in which order they were granted which slot. */
function observe(pool: WorkerPool) {
  const granted: [name: number, slot: number][] = [];
  const waiters = new Map<number, { granted(slot: number): void }>();
  return {
    granted,
    enter(name: number) {
      const waiter = { granted: (slot: number) => void granted.push([name, slot]) };
      waiters.set(name, waiter);
      return pool.enter(waiter);
    },
    leave(name: number) {
      const waiter = waiters.get(name);
      return waiter !== undefined && pool.leave(waiter);
    },
  };
}

describe("a pool of workers", () => {
  test("25 calls on 10 workers are served first come, first served, in waves of 10, 10 and 5", () => {
    const pool = new WorkerPool({ workers: 10, queueLimit: 1_000, maxConcurrent: 64 });
    const calls = observe(pool);
    for (let name = 0; name < 25; name += 1) calls.enter(name);
    const waves: number[] = [];
    for (let done = 0; done < 25; ) {
      const wave = calls.granted.slice(done);
      waves.push(wave.length);
      done += wave.length;
      for (const [, slot] of wave) pool.release(slot);
    }
    expect(waves).toEqual([10, 10, 5]);
    expect(calls.granted.map(([name]) => name)).toEqual(Array.from({ length: 25 }, (_, name) => name));
    expect(pool.held).toBe(0);
  });

  test("grants the lowest free slot", () => {
    const pool = new WorkerPool({ workers: 3, queueLimit: 10, maxConcurrent: 64 });
    const calls = observe(pool);
    for (let name = 0; name < 3; name += 1) calls.enter(name);
    pool.release(2);
    pool.release(0);
    calls.enter(3);
    calls.enter(4);
    expect(calls.granted.slice(3)).toEqual([
      [3, 0],
      [4, 2],
    ]);
  });

  test("refuses what the queue cannot take", () => {
    const pool = new WorkerPool({ workers: 1, queueLimit: 2, maxConcurrent: 64 });
    const calls = observe(pool);
    expect([0, 1, 2, 3].map((name) => calls.enter(name))).toEqual([null, null, null, "queue"]);
    expect(pool.waiting).toBe(2);
  });

  test("forgets a caller that leaves the queue", () => {
    const pool = new WorkerPool({ workers: 1, queueLimit: 2, maxConcurrent: 64 });
    const calls = observe(pool);
    for (const name of [0, 1, 2]) calls.enter(name);
    expect(calls.leave(1)).toBe(true);
    expect(calls.leave(0)).toBe(false);
    pool.release(0);
    expect(calls.granted).toEqual([
      [0, 0],
      [2, 0],
    ]);
  });

  test("without a number of workers, slots are the lowest free numbers up to the limit", () => {
    const pool = new WorkerPool({ workers: null, queueLimit: 10, maxConcurrent: 3 });
    const calls = observe(pool);
    expect([0, 1, 2, 3].map((name) => calls.enter(name))).toEqual([null, null, null, "concurrency"]);
    pool.release(1);
    calls.enter(4);
    expect(calls.granted.at(-1)).toEqual([4, 1]);
  });

  test("survives a thousand waiters that give their slot back at once", () => {
    const pool = new WorkerPool({ workers: 1, queueLimit: 100_000, maxConcurrent: 64 });
    let served = 0;
    pool.enter({ granted: () => {} });
    for (let at = 0; at < 50_000; at += 1) {
      pool.enter({
        granted(slot) {
          served += 1;
          pool.release(slot);
        },
      });
    }
    pool.release(0);
    expect(served).toBe(50_000);
    expect(pool.held).toBe(0);
  });

  test("a slot is given back once, however often it is released", () => {
    const pool = new WorkerPool({ workers: 2, queueLimit: 10, maxConcurrent: 64 });
    const calls = observe(pool);
    calls.enter(0);
    pool.release(0);
    pool.release(0);
    expect(pool.held).toBe(0);
  });
});
