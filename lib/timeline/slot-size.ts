import type { Plot } from "./plot.ts";

/** Bar and pitch of a worker slot, px: generous for few, dense for many. */
export function slotSize(slots: number, density: Plot["density"]): readonly [number, number] {
  if (density === "compact") {
    const pitch = Math.max(2, Math.min(12, 96 / slots));
    return [Math.max(1.5, pitch - (pitch > 4 ? 2 : 0.5)), pitch];
  }
  if (slots <= 4) return [16, 19];
  if (slots <= 12) return [13, 16];
  if (slots <= 32) return [7, 9];
  return slots <= 64 ? [5, 6] : [3, 3.5];
}
