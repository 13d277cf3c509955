import { describe, expect, test } from "vitest";
import { Codec, Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import { defaultLimits, type Limits } from "#lib/limits.ts";
import { BoundedMemory } from "./bounded-memory.ts";
import { Captures } from "./captures.ts";
import { SeenCall } from "./seen-call.ts";
import { Taps, watchKey } from "./taps.ts";

const nobody = { grow: () => true, shrink() {} };
const facts = {
  carrier: "http1",
  encrypted: false,
  connection: 1,
  owner: null,
  first: true,
  streamId: 0,
} as const;

/** Captures over taps whose calls are those that the test hands in as their own sources. */
function setUp(limits: Partial<Limits> = {}) {
  const memory = new BoundedMemory(1_000_000);
  let nowUs = 0;
  const clock = { nowUs: () => nowUs };
  const taps = new Taps({ ...clock, maxBytesPerCall: 10_000, memory, visitorOf: (address) => address ?? "" });
  taps.callOf = (source) => (source instanceof SeenCall ? source : null);
  const captures = new Captures({ ...clock, taps, memory, limits: { ...defaultLimits, ...limits } });
  const attempt = (sequence: number, deploymentId = "d") => {
    return {
      deploymentId,
      sequence,
      runId: "",
      method: "s/M",
      protocol: Protocol.CONNECT,
      codec: Codec.JSON,
    };
  };
  const call = (bytes: number) => {
    const seen = new SeenCall(facts, nobody, 10_000);
    seen.add(false, 1, new Uint8Array(bytes));
    return seen;
  };
  const pass = (ms: number) => {
    nowUs += ms * 1_000;
  };
  return { memory, captures, attempt, call, pass };
}

describe("captures", () => {
  test("hold the attempts of their own visitor at their own deployment", () => {
    const { captures, attempt, call } = setUp();
    const own = captures.start("d", "203.0.113.1").capture;
    const other = captures.start("d", "203.0.113.2").capture;
    captures.begin(attempt(1), call(10), "203.0.113.1");
    captures.begin(attempt(2), call(10), "203.0.113.2");
    captures.begin(attempt(3, "e"), call(10), "203.0.113.1");
    expect([...own.list()].map(({ facts: { sequence } }) => sequence)).toEqual([1]);
    expect([...other.list()].map(({ facts: { sequence } }) => sequence)).toEqual([2]);
  });

  test("of this server's own calls hold what was seen for them, whoever else watches", () => {
    const { captures, attempt } = setUp();
    const own = captures.startOwn("d");
    const other = captures.start("d", "127.0.0.1").capture;
    captures.begin(attempt(1), new SeenCall({ ...facts, owner: own.visitor }, nobody, 100), "127.0.0.1");
    expect([...own.list()]).toHaveLength(1);
    expect([...other.list()]).toHaveLength(0);
    captures.stop(own.id);
    captures.stop(other.id);
    expect(captures.on).toBe(false);
  });

  test("of the same attempt share its bytes, which count once", () => {
    const { captures, attempt, call, memory } = setUp();
    const [first, second] = [captures.start("d", "a").capture, captures.start("d", "a").capture];
    captures.begin(attempt(1), call(5_000), "a");
    expect(memory.bytes).toBeLessThan(6_000);
    expect([first.find(1), second.find(1)]).not.toContain(null);
    captures.stop(first.id);
    expect(second.find(1)).toBe("dropped");
    expect(memory.bytes).toBe(0);
  });

  test("are over when nobody prolongs them, and their memory with them", () => {
    const { captures, attempt, call, memory, pass } = setUp({ captureMs: 1_000 });
    const { capture } = captures.start("d", "a");
    captures.begin(attempt(1), call(5_000), "a");
    pass(900);
    captures.start("d", "a", capture.id);
    pass(900);
    expect(captures.find(capture.id)).toBe(capture);
    pass(200);
    expect(captures.find(capture.id)).toBeNull();
    captures.start("d", "b");
    expect(memory.bytes).toBe(0);
    expect(captures.on).toBe(true);
  });

  test("give back all memory when their attempts have gone, whatever was dropped in between", () => {
    const { captures, attempt, call, memory } = setUp({ maxCaptureBytes: 20_000 });
    const { capture } = captures.start("d", "a");
    for (let sequence = 1; sequence <= 50; sequence += 1) {
      const seen = call(sequence * 150);
      captures.begin(attempt(sequence), seen, "a");
      seen.add(true, 2, new Uint8Array(500));
      expect(memory.bytes).toBeLessThanOrEqual(20_000);
    }
    expect(capture.dropped).toBeGreaterThan(40);
    captures.stop(capture.id);
    expect(memory.bytes).toBe(0);
    expect(captures.on).toBe(false);
  });
});

test("what is on this machine is one visitor, and others are not", () => {
  expect(new Set(["127.0.0.1", "127.8.0.1", "0:0:0:0::/64"].map(watchKey)).size).toBe(1);
  expect(watchKey("10.0.0.1")).toBe("10.0.0.1");
  expect(watchKey("2001:db8:0:0::/64")).toBe("2001:db8:0:0::/64");
});
