/** Publishes at most once per animation frame; in a hidden tab, which has no frames, four times a second. */
export function createPublisher(publish: () => void): { schedule(): void; close(): void } {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const clear = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    timer = undefined;
  };
  const now = () => {
    clear();
    publish();
  };
  return {
    schedule() {
      if (timer !== undefined) return;
      frame = requestAnimationFrame(now);
      timer = setTimeout(now, 250);
    },
    close: clear,
  };
}
