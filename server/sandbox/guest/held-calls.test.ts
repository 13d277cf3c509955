import { expect, test } from "vitest";
import { kinds, pieceBytes, windowBytes } from "../protocol.ts";
import { createHeldCalls } from "./held-calls.ts";

const answerBytes = 1_000_000;

/** What is sent is written down; what comes in is handed over by the test. */
function open(maxHeldBytes: number) {
  const sent: { kind: number; id: number }[] = [];
  const room = (kind: number, id: number, length: number) => {
    sent.push({ kind, id });
    return Buffer.alloc(length);
  };
  const output = { room, frame() {}, frames() {}, flush() {}, flushNow() {} };
  const socket = { write() {}, read: () => false, rest() {} };
  let us = 0;
  const calls = createHeldCalls({
    ...{ output, socket, maxHeldBytes, maxBytes: 2 * answerBytes },
    nowUs: () => us++,
    arrived() {},
  });
  const ask = (id: number, body = Buffer.alloc(0)) =>
    calls.send(id, { head: "POST\n/a.B/C", body, intendedUs: 0 });
  const answer = (id: number) => {
    for (let at = 0; at < answerBytes; at += pieceBytes)
      calls.onFrame(kinds.answerData, id, Buffer.alloc(Math.min(pieceBytes, answerBytes - at)));
    calls.onFrame(kinds.answerEnd, id, Buffer.alloc(0));
  };
  const aborted = () => sent.filter(({ kind }) => kind === kinds.dialAbort).map(({ id }) => id);
  return { calls, ask, answer, aborted };
}

test("answers that nobody takes are bounded together, and the others stay", () => {
  const { calls, ask, answer, aborted } = open(3.5 * answerBytes);
  for (let id = 1; id <= 10; id++) ask(id);
  for (let id = 1; id <= 10; id++) answer(id);
  const ends = Array.from({ length: 10 }, (_, at) => calls.take(at + 1));
  expect(ends.map((held) => held?.end)).toEqual([...Array(3).fill("whole"), ...Array(7).fill("noRoom")]);
  expect(ends.map((held) => held?.body.length)).toEqual([...Array(3).fill(answerBytes), ...Array(7).fill(0)]);
  expect(aborted()).toEqual([4, 5, 6, 7, 8, 9, 10]);
});

test("what is taken makes room again, as often as one likes", () => {
  const { calls, ask, answer } = open(1.5 * answerBytes);
  for (let id = 1; id <= 20; id++) {
    ask(id);
    answer(id);
    expect(calls.take(id)).toMatchObject({ end: "whole" });
  }
});

test("requests whose reader takes nothing are bounded too, and make room when they are given up", () => {
  const { calls, ask, aborted } = open(3.5 * answerBytes);
  const body = Buffer.alloc(answerBytes + windowBytes);
  expect([1, 2, 3, 4, 5].map((id) => ask(id, body))).toEqual([true, true, true, false, false]);
  expect([calls.isThere(4), calls.take(4)]).toEqual([true, null]);
  calls.wait(1, 0);
  expect(calls.take(1)).toMatchObject({ end: "late" });
  expect(aborted()).toEqual([1]);
  expect(ask(6, body)).toBe(true);
  calls.onFrame(kinds.dialReceived, 2, Buffer.from(Uint32Array.of(body.length).buffer));
  expect(ask(7, body)).toBe(true);
  expect(ask(8, body)).toBe(false);
});

test("frames for calls that are over, or never were, change nothing", () => {
  const { calls, ask, answer, aborted } = open(answerBytes * 10);
  expect(calls.onFrame(kinds.answerData, 99, Buffer.alloc(10))).toBe(false);
  ask(1);
  answer(1);
  answer(1);
  expect(calls.take(1)).toMatchObject({ end: "whole" });
  expect([calls.take(1), aborted()]).toEqual([null, []]);
});
