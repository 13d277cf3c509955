import { describe, expect, test } from "vitest";
import { PingPolicy } from "./ping-policy.ts";

const minute = 60_000;
const ack = 17;

/** Which of the pings is the first too many, with what the server had sent before each; 0: none. */
function firstTooMany(pings: readonly { readonly atMs: number; readonly sent: number }[]): number {
  const policy = new PingPolicy();
  return pings.findIndex(({ atMs, sent }) => policy.isTooMany(atMs, sent)) + 1;
}

describe("a connection on which only pings travel", () => {
  test("may ping every five minutes, for ever", () => {
    expect(
      firstTooMany(Array.from({ length: 100 }, (_, at) => ({ atMs: at * 5 * minute, sent: at * ack }))),
    ).toBe(0);
  });

  test("hears at the fourth ping that it pings too often: the first is free, two are forgiven", () => {
    expect(firstTooMany(Array.from({ length: 9 }, (_, at) => ({ atMs: at * 1_000, sent: at * ack })))).toBe(
      4,
    );
  });

  test("hears so as well when the handshake went out before the first ping", () => {
    expect(firstTooMany(Array.from({ length: 9 }, (_, at) => ({ atMs: at, sent: 59 + at * ack })))).toBe(4);
  });
});

test("whatever the server had to say between two pings starts the count anew", () => {
  const pings = Array.from({ length: 100 }, (_, at) => ({ atMs: at * 1_000, sent: at * (ack + 40) }));
  expect(firstTooMany(pings)).toBe(0);
});
