const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** A duration as Node's `console.timeEnd` writes it: `1.5ms`, `2.250s`, `1:02.345 (m:ss.mmm)`. */
export function elapsedText(ms: number): string {
  if (ms < secondMs) return `${Number(ms.toFixed(3))}ms`;
  if (ms < minuteMs) return `${(ms / secondMs).toFixed(3)}s`;
  const two = (count: number) => String(count).padStart(2, "0");
  const minutes = Math.floor((ms % hourMs) / minuteMs);
  const seconds = ((ms % minuteMs) / secondMs).toFixed(3).padStart(6, "0");
  if (ms < hourMs) return `${minutes}:${seconds} (m:ss.mmm)`;
  return `${Math.floor(ms / hourMs)}:${two(minutes)}:${seconds} (h:mm:ss.mmm)`;
}
