/** Only the frame's timer can end it. */
export async function attack() {
  for (;;);
}
