import { expect, test } from "vitest";
import { createTurnClock } from "./turn-clock.ts";

/** A clock on a thread that is told what it has used, and how often it was asked. */
function clockOn(thread: { cpuMs: number; asked: number }) {
  return createTurnClock(() => {
    thread.asked += 1;
    return thread.cpuMs;
  });
}

test("short turns count as they took, and the kernel is asked once in ten milliseconds", () => {
  const thread = { cpuMs: 0, asked: 0 };
  const clock = clockOn(thread);
  let counted = 0;
  for (let at = 0; at < 1_000; at++) counted += clock.spentMs(0.125, at * 0.25);
  expect(counted).toBe(125);
  expect(thread.asked).toBe(1 + 250 / 10);
});

test("a long turn counts what its thread got of the processor, and not its time on the wall", () => {
  const thread = { cpuMs: 40, asked: 0 };
  const clock = clockOn(thread);
  thread.cpuMs += 15;
  expect(clock.spentMs(60, 100)).toBe(15);
  thread.cpuMs += 60;
  expect(clock.spentMs(60, 160)).toBe(60);
});

test("what other turns have counted is not counted again, and a turn never counts more than it took", () => {
  const thread = { cpuMs: 0, asked: 0 };
  const clock = clockOn(thread);
  clock.spentMs(0.5, 1);
  for (let at = 0; at < 8; at++) clock.spentMs(0.5, 2);
  thread.cpuMs = 10;
  expect(clock.spentMs(20, 25)).toBe(6);
  thread.cpuMs = 100;
  expect(clock.spentMs(20, 50)).toBe(20);
});
