/** Answers like everybody, and goes mad a moment later. */
export function attack() {
  setTimeout(() => {
    for (;;);
  }, 50);
  return { text: "bye" };
}
