/** More timers than there may be. */
export async function attack() {
  for (let n = 0; n < 1_000_000; n++) setTimeout(() => {}, 1e9);
}
