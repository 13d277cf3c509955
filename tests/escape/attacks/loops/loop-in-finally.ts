/** Code that wants to survive its own termination. */
export function attack() {
  for (;;) {
    try {
      for (;;);
    } catch {
      for (;;);
    } finally {
      for (;;);
    }
  }
}
