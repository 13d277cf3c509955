/** Timers that leave nothing for others. */
export async function attack() {
  for (let n = 0; n < 50_000; n++) setInterval(() => {}, 0);
  await new Promise(() => {});
}
