import { describe, expect, test } from "vitest";
import { phaseLengths } from "#lib/record/phases.ts";
import { scenarioRecord } from "#lib/timeline/build-records.ts";
import { traceContextOf } from "#lib/wire/trace-id.ts";
import { otlpTrace } from "./otlp-trace.ts";

type Span = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
};

const record = scenarioRecord({
  calls: 4,
  kind: "concurrent",
  serviceUs: 50_000,
  roundTripUs: 4_000,
  workers: 2,
});
const spansOf = (row: number) =>
  (JSON.parse(otlpTrace(record, row)) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] })
    .resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
const lengthUs = ({ startTimeUnixNano, endTimeUnixNano }: Span) =>
  Number((BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1_000n);

describe("an attempt as OTLP", () => {
  test("is one tree below the client's span, with the ids that travelled on the wire", () => {
    const spans = spansOf(2);
    const [root, ...rest] = spans;
    expect(root).toMatchObject({ kind: 3, ...traceContextOf(record.header.id, 2, 0) });
    expect(root?.parentSpanId).toBeUndefined();
    const ids = new Set(spans.map(({ spanId }) => spanId));
    expect(ids.size).toBe(spans.length);
    for (const span of rest) {
      expect(span.traceId).toBe(root?.traceId);
      expect(ids.has(span.parentSpanId ?? "")).toBe(true);
    }
  });

  test("has a span as long as each phase of the record, and they lie inside their parents", () => {
    const spans = spansOf(3);
    for (const [kind, us] of phaseLengths(record.attempts, 3)) {
      const span = spans.find(({ name }) => name === kind);
      if (us > 0) expect(span && lengthUs(span), kind).toBe(us);
    }
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    for (const span of spans) {
      const parent = byId.get(span.parentSpanId ?? "");
      if (parent === undefined) continue;
      expect(BigInt(span.startTimeUnixNano) >= BigInt(parent.startTimeUnixNano)).toBe(true);
      expect(BigInt(span.endTimeUnixNano) <= BigInt(parent.endTimeUnixNano)).toBe(true);
    }
  });
});
