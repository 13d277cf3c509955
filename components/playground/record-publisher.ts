/** Publishes at most once per animation frame; where there are none (a hidden tab, a terminal), four times a second. */
export function createPublisher(publish: () => void): { schedule(): void; close(): void } {
  const hasFrames = typeof requestAnimationFrame === "function";
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const clear = () => {
    if (hasFrames) cancelAnimationFrame(frame);
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
      if (hasFrames) frame = requestAnimationFrame(now);
      timer = setTimeout(now, 250);
    },
    close: clear,
  };
}
