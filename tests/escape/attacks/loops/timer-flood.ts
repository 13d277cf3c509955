/** As many timers as memory holds. */
export function attack() {
  for (let delayMs = 1; ; delayMs++) setTimeout(() => {}, 60_000 + delayMs);
}
