import { createRandom } from "#lib/random.ts";
import { fail, ok, type Result } from "#lib/result.ts";
import { bootstrapLine } from "./bootstrap-line.ts";
import type { Interval } from "./interval.ts";
import { logResiduals } from "./log-residuals.ts";
import { fitRelativeLine } from "./relative-line.ts";
import { type ResidualPattern, residualPattern } from "./residual-pattern.ts";

/** Bytes on the wire of a call, request and response together, and how long such calls take (median), µs. */
export type SizeAndLatency = { readonly bytes: number; readonly us: number };

/** A line through fewer sizes has an interval of any width. */
export const fewestByteSizes = 5;

export type CommunicationFit = {
  /** c₀: what a call costs whatever it carries, µs. */
  readonly fixedUs: Interval;
  /** What a byte costs, µs: its time on the wire and its share of serialising. */
  readonly usPerByte: Interval;
  readonly bandwidth:
    | { readonly kind: "measured"; readonly bytesPerSecond: Interval }
    /** Time does not grow with the bytes beyond chance: all that can be said is that bandwidth is not below this. */
    | { readonly kind: "notIdentifiable"; readonly atLeastBytesPerSecond: number };
  /** What the residuals still know about the bytes (slow start, windows): then a straight line is the wrong model. */
  readonly pattern: ResidualPattern | null;
  /** ln(measured / fitted), in order of bytes. */
  readonly residuals: readonly number[];
};

export type CommunicationRefusal =
  | { readonly reason: "tooFewSizes"; readonly has: number; readonly needs: number }
  | { readonly reason: "notPositive"; readonly bytes: number };

/**
 * The cost of communication C(n) = c₀ + bytes / bandwidth, both at least 0, by relative least squares with intervals from
 * a residual bootstrap drawn from `seed`.
 */
export function fitCommunication(
  points: readonly SizeAndLatency[],
  { seed = 1, resamples = 2_000 }: { readonly seed?: number; readonly resamples?: number } = {},
): Result<CommunicationFit, CommunicationRefusal> {
  const sorted = [...points].sort((a, b) => a.bytes - b.bytes);
  const bad = sorted.find(
    ({ bytes, us }) => !(bytes >= 0 && Number.isFinite(bytes) && us > 0 && Number.isFinite(us)),
  );
  if (bad) return fail({ reason: "notPositive", bytes: bad.bytes });
  const has = new Set(sorted.map(({ bytes }) => bytes)).size;
  if (has < fewestByteSizes) return fail({ reason: "tooFewSizes", has, needs: fewestByteSizes });
  const bytes = Float64Array.from(sorted, (point) => point.bytes);
  const us = Float64Array.from(sorted, (point) => point.us);
  const line = fitRelativeLine(bytes, us);
  const intervals = bootstrapLine(line, bytes, us, resamples, createRandom(seed));
  const residuals = logResiduals(line, bytes, us);
  return ok({
    fixedUs: intervals.a,
    usPerByte: intervals.b,
    bandwidth: bandwidthOf(intervals.b),
    pattern: residualPattern(residuals),
    residuals,
  });
}

const usPerSecond = 1e6;

function bandwidthOf({ value, lower, upper }: Interval): CommunicationFit["bandwidth"] {
  if (lower <= 0) return { kind: "notIdentifiable", atLeastBytesPerSecond: usPerSecond / upper };
  return {
    kind: "measured",
    bytesPerSecond: { value: usPerSecond / value, lower: usPerSecond / upper, upper: usPerSecond / lower },
  };
}
