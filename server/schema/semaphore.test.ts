import { describe, expect, test } from "vitest";
import { createSemaphore } from "./semaphore.ts";

describe("createSemaphore", () => {
  test("a slot that is freed goes to who waited longest", async () => {
    const semaphore = createSemaphore(1);
    const order: string[] = [];
    const release = await semaphore.acquire();
    const second = semaphore.acquire().finally(() => order.push("second"));
    const third = semaphore.acquire().finally(() => order.push("third"));
    release?.();
    release?.(); // Freeing twice must not let two in.
    (await second)?.();
    (await third)?.();
    expect(order).toEqual(["second", "third"]);
  });

  test("who gives up while waiting takes no slot with them", async () => {
    const semaphore = createSemaphore(1);
    const release = await semaphore.acquire();
    const controller = new AbortController();
    const impatient = semaphore.acquire(controller.signal);
    controller.abort();
    expect(await impatient).toBeUndefined();
    release?.();
    expect(await semaphore.acquire()).toBeTypeOf("function");
  });
});
