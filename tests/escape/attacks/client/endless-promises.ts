/** The worker's own timers never fire. */
export async function attack() {
  for (;;) await null;
}
