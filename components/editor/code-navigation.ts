import type { CodePosition } from "./problem.ts";

/** Offset in UTF-16 units of a 1-based position; the nearest one when it lies outside the text. */
export function offsetOf(text: string, { line, column }: Omit<CodePosition, "path">): number {
  let start = 0;
  for (let n = 1; n < line; n += 1) {
    const end = text.indexOf("\n", start);
    if (end < 0) break;
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  return Math.min(start + column - 1, end < 0 ? text.length : end);
}
