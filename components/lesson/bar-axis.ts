/** From and to, µs. */
export type Bar = [fromUs: number, toUs: number];
export type BarEnd = "from" | "to" | "both";
export type BarAxis = { readonly toUs: number; readonly stepUs: number };

const second = 1_000_000;
const shortestUs = second / 10;

/** An axis of whole seconds with room behind the recorded run. */
export function barAxis(recordedUs: number | null): BarAxis {
  const toUs = Math.max(1, Math.ceil(((recordedUs ?? 5 * second) * 1.2) / second)) * second;
  return { toUs, stepUs: toUs <= 10 * second ? second : Math.ceil(toUs / second / 8) * second };
}

/** Moves one end, or the whole bar, and keeps it on the axis and longer than nothing; in tenths of a second. */
export function moveBar([fromUs, toUs]: Bar, end: BarEnd, byUs: number, { toUs: lastUs }: BarAxis): Bar {
  const snap = (us: number) => Math.round(us / shortestUs) * shortestUs;
  if (end === "both") {
    const by = Math.min(Math.max(byUs, -fromUs), lastUs - toUs);
    const from = snap(fromUs + by);
    return [from, Math.min(lastUs, from + snap(toUs - fromUs))];
  }
  if (end === "from") return [Math.min(Math.max(0, snap(fromUs + byUs)), toUs - shortestUs), toUs];
  return [fromUs, Math.max(Math.min(lastUs, snap(toUs + byUs)), fromUs + shortestUs)];
}

/** How far the ends of guessed bars are from the measured ones, on average, µs; null without a pair. */
export function meanDifference(guess: readonly Bar[], seen: readonly Bar[]): number | null {
  const pairs = guess.flatMap((bar, index) => {
    const other = seen[index];
    return other === undefined ? [] : [Math.abs(bar[0] - other[0]), Math.abs(bar[1] - other[1])];
  });
  return pairs.length === 0 ? null : pairs.reduce((sum, each) => sum + each, 0) / pairs.length;
}
