const measureMs = 20;

/** The smallest step of this thread's clock, in µs: 5 when the page is isolated, 100 when not. */
export function measureClockStep(): number {
  let step = Number.POSITIVE_INFINITY;
  const start = performance.now();
  for (let last = start; last - start < measureMs; ) {
    const now = performance.now();
    if (now > last) step = Math.min(step, now - last);
    last = now;
  }
  // Steps are floating-point differences of multiples of the true one.
  return Math.max(1, Math.round(step * 1000));
}
