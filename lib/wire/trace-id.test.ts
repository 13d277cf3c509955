import { describe, expect, test } from "vitest";
import { traceContextOf, traceparentOf } from "./trace-id.ts";

describe("the trace context of an attempt", () => {
  test("is what W3C Trace Context asks for: lower-case hexadecimal, never all zero", () => {
    for (let call = 0; call < 1_000; call++) {
      expect(traceparentOf(`0b7e-4a/${call}/0`)).toMatch(
        /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-01$/,
      );
    }
  });

  test("is one trace a call and one span an attempt", () => {
    const [first, retry, other] = [
      traceContextOf("r", 1, 0),
      traceContextOf("r", 1, 1),
      traceContextOf("r", 2, 0),
    ];
    expect(retry.traceId).toBe(first.traceId);
    expect(retry.spanId).not.toBe(first.spanId);
    expect(other.traceId).not.toBe(first.traceId);
    expect(traceparentOf("r/1/1")).toContain(`${first.traceId}-${retry.spanId}`);
  });

  test("never meets itself in 100,000 calls", () => {
    const seen = new Set<string>();
    for (let call = 0; call < 100_000; call++) seen.add(traceContextOf("a run", call, 0).traceId);
    expect(seen.size).toBe(100_000);
  });
});
