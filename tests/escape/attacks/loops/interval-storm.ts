/** Thousands of timers that are always due: no turn is long, and the processor is never free. */
export function attack() {
  for (let n = 0; n < 5_000; n++) {
    setInterval(() => {
      for (const until = performance.now() + 1; performance.now() < until; );
    }, 1);
  }
  return new Promise(() => {});
}
