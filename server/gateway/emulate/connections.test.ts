import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Connections, type Lease, parseChannel } from "./connections.ts";
import { createNetwork } from "./network.ts";

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

const nowUs = () => Date.now() * 1_000;

/** A round trip of 80 ms. */
function open(delayMs = 40) {
  const network = createNetwork({ delayMs, jitterMs: 0, bandwidthKbps: 0 }, { nowUs, random: () => 0.5 });
  const connections = new Connections(nowUs);
  const leases: (Lease & { atMs: number })[] = [];
  const take = (name: string, httpVersion: "1.1" | "2", tls?: "1.3") =>
    connections.take({ name, httpVersion, ...(tls && { tls }) }, network, (lease) =>
      leases.push({ ...lease, atMs: Date.now() }),
    );
  return { take, leases };
}

test("the first exchange waits one round trip until its connection is open, the second not at all", () => {
  const { take, leases } = open();
  take("1", "2");
  vi.advanceTimersByTime(79);
  expect(leases).toEqual([]);
  vi.advanceTimersByTime(1);
  take("1", "2");
  expect(leases.map(({ connection, waitedUs }) => [connection, waitedUs])).toEqual([
    [1, 80_000],
    [1, 0],
  ]);
});

test("with TLS 1.3 the first exchange waits one round trip more, and the second as little as without", () => {
  const { take, leases } = open();
  take("1", "2", "1.3");
  vi.advanceTimersByTime(159);
  expect(leases).toEqual([]);
  vi.advanceTimersByTime(1);
  take("1", "2", "1.3");
  expect(leases.map(({ connection, waitedUs }) => [connection, waitedUs])).toEqual([
    [1, 160_000],
    [1, 0],
  ]);
});

test("every channel opens its own connection", () => {
  const { take, leases } = open();
  for (const name of ["1", "2", "3"]) take(name, "2");
  vi.runAllTimers();
  expect(leases.map(({ connection, atMs }) => [connection, atMs])).toEqual([
    [1, 80],
    [2, 80],
    [3, 80],
  ]);
});

test("HTTP/2 carries all exchanges on one connection, also those that came while it was being opened", () => {
  const { take, leases } = open();
  for (let count = 0; count < 20; count++) take("1", "2");
  vi.runAllTimers();
  expect(new Set(leases.map(({ connection }) => connection))).toEqual(new Set([1]));
  expect(leases).toHaveLength(20);
});

test("HTTP/1.1 opens six, and whoever comes then waits until one of them is free", () => {
  const { take, leases } = open();
  for (let count = 0; count < 8; count++) take("1", "1.1");
  vi.runAllTimers();
  expect(leases.map(({ connection }) => connection)).toEqual([1, 2, 3, 4, 5, 6]);
  leases[3]?.leave();
  leases[3]?.leave();
  expect(leases.map(({ connection }) => connection)).toEqual([1, 2, 3, 4, 5, 6, 4]);
});

test("HTTP/1.1 uses a free connection before it opens another", () => {
  const { take, leases } = open();
  take("1", "1.1");
  vi.runAllTimers();
  leases[0]?.leave();
  take("1", "1.1");
  expect(leases.map(({ connection, waitedUs }) => [connection, waitedUs])).toEqual([
    [1, 80_000],
    [1, 0],
  ]);
});

test("where no network is emulated a connection is open at once, and counted all the same", () => {
  const { take, leases } = open(0);
  take("1", "2");
  take("2", "2");
  expect(leases.map(({ connection, paths }) => [connection, paths])).toEqual([
    [1, null],
    [2, null],
  ]);
});

test("a channel is named by its transport's number and HTTP version, and by nothing else", () => {
  expect(parseChannel("12/1.1")).toEqual({ name: "12", httpVersion: "1.1" });
  expect(parseChannel("1/2")).toEqual({ name: "1", httpVersion: "2" });
  expect(parseChannel("3/2/tls1.3")).toEqual({ name: "3", httpVersion: "2", tls: "1.3" });
  for (const header of ["", "1", "1/3", "a/2", "1/2 ", "1234567/2", "1/2/tls1.2", "1/2/"])
    expect(parseChannel(header)).toBeNull();
});

test("a run that opens a connection for each call does not keep them all: the longest idle are closed", () => {
  const { take, leases } = open(0);
  take("busy", "2");
  take("idle", "2");
  leases[1]?.leave();
  for (let count = 0; count < 2_000; count++) {
    take(`other ${count}`, "2");
    leases.at(-1)?.leave();
  }
  take("busy", "2");
  take("idle", "2");
  expect(leases.slice(-2).map(({ connection }) => connection)).toEqual([1, 2_003]);
});
