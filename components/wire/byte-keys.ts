import type { KeyboardEvent } from "react";
import { rowPx } from "./byte-row.tsx";

/** Where a key leads from byte `at`; null: nowhere. */
export function movedByte(
  event: KeyboardEvent,
  at: number,
  columns: number,
  heightPx: number,
): number | null {
  const page = Math.max(1, Math.floor(heightPx / rowPx) - 1) * columns;
  const { key, ctrlKey, metaKey } = event;
  if (event.altKey || event.shiftKey) return null;
  const whole = ctrlKey || metaKey;
  switch (key) {
    case "ArrowRight":
      return at + 1;
    case "ArrowLeft":
      return at - 1;
    case "ArrowDown":
      return at + columns;
    case "ArrowUp":
      return at - columns;
    case "PageDown":
      return at + page;
    case "PageUp":
      return at - page;
    case "Home":
      return whole ? 0 : at - (at % columns);
    case "End":
      return whole ? Number.MAX_SAFE_INTEGER : at - (at % columns) + columns - 1;
    default:
      return null;
  }
}
