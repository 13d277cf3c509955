/** The loop begins when the encoder reads the answer. */
export function attack() {
  return {
    get text(): string {
      for (;;);
    },
  };
}
