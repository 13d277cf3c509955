/** When a call should start and when its caller had the reply, µs. */
export type CallSpan = { readonly startUs: number; readonly endUs: number };

export type LittleWindow = {
  readonly fromUs: number;
  readonly toUs: number;
  /** L: how many calls were in flight, averaged over the window. */
  readonly inFlight: number;
  /** λ: calls that started in it, per second. */
  readonly perSecond: number;
  /** W: mean latency of those, µs; 0 without any. */
  readonly meanUs: number;
  /** λ·W. */
  readonly expected: number;
};

export type LittleOverTime = {
  readonly windows: readonly LittleWindow[];
  /** The same over all windows together. */
  readonly whole: LittleWindow;
  /** λ·W / L − 1 over all windows; null when nothing was in flight. */
  readonly difference: number | null;
};

/**
 * Little's law L = λ·W window by window (Little 1961). A window may differ by the calls that cross its edges; from an
 * empty system to an empty one the two sides are equal, so that the whole tests the record: calls that are
 * missing on one side show as a difference. `calls` must lie inside the window for that.
 */
export function littleOverTime(
  calls: readonly CallSpan[],
  { fromUs, toUs, windows }: { readonly fromUs: number; readonly toUs: number; readonly windows: number },
): LittleOverTime {
  const width = (toUs - fromUs) / windows;
  const areas = new Float64Array(windows);
  const starts = new Float64Array(windows);
  const sums = new Float64Array(windows);
  const windowOf = (us: number) => Math.min(windows - 1, Math.max(0, Math.floor((us - fromUs) / width)));
  for (const { startUs, endUs } of calls) {
    const first = windowOf(startUs);
    const last = windowOf(endUs);
    for (let at = first; at <= last; at++) {
      const inside = Math.min(endUs, fromUs + (at + 1) * width) - Math.max(startUs, fromUs + at * width);
      areas[at] = (areas[at] ?? 0) + Math.max(0, inside);
    }
    if (startUs < fromUs || startUs > toUs) continue;
    starts[first] = (starts[first] ?? 0) + 1;
    sums[first] = (sums[first] ?? 0) + (endUs - startUs);
  }
  const list = Array.from({ length: windows }, (_, at) =>
    toWindow(fromUs + at * width, fromUs + (at + 1) * width, areas[at] ?? 0, starts[at] ?? 0, sums[at] ?? 0),
  );
  const whole = toWindow(fromUs, toUs, total(areas), total(starts), total(sums));
  return {
    windows: list,
    whole,
    difference: whole.inFlight > 0 ? whole.expected / whole.inFlight - 1 : null,
  };
}

function toWindow(fromUs: number, toUs: number, area: number, started: number, sumUs: number): LittleWindow {
  const width = toUs - fromUs;
  const perSecond = (started / width) * 1e6;
  const meanUs = started > 0 ? sumUs / started : 0;
  return { fromUs, toUs, inFlight: area / width, perSecond, meanUs, expected: (perSecond * meanUs) / 1e6 };
}

function total(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0);
}
