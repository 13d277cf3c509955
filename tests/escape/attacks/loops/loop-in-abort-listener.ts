/** The caller goes away, and whoever tells the handler so does not come back. */
export function attack(_: unknown, { signal }: { signal: AbortSignal }) {
  signal.addEventListener("abort", () => {
    for (;;);
  });
  return new Promise(() => {});
}
