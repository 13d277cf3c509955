import type { SpanColumns } from "./span-columns.ts";

/**
 * Gives each span the lowest line that is free at its start, in start order, and returns how many lines that takes:
 * the largest number of spans at one moment. A binary heap of ends keeps it O(n log n).
 */
export function packRows(spans: SpanColumns): number {
  const busy = createHeap();
  const free = createHeap();
  let rows = 0;
  for (let i = 0; i < spans.length; i++) {
    const start = spans.startUs[i] as number;
    while (busy.size() > 0 && Math.floor(busy.least() / lines) <= start) free.push(busy.pop() % lines);
    const line = free.size() > 0 ? free.pop() : Math.min(rows++, lines - 1);
    spans.subRow[i] = line;
    busy.push((spans.endUs[i] as number) * lines + line);
  }
  return rows;
}

/** End and line in one number: µs below 2³² times 2¹⁶ lines stays below 2⁵³. */
const lines = 65_536;

function createHeap() {
  const items: number[] = [];
  const swap = (a: number, b: number) => {
    const kept = items[a] as number;
    items[a] = items[b] as number;
    items[b] = kept;
  };
  return {
    size: () => items.length,
    least: () => items[0] as number,
    push(item: number) {
      items.push(item);
      for (let at = items.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if ((items[parent] as number) <= (items[at] as number)) break;
        swap(parent, at);
        at = parent;
      }
    },
    pop(): number {
      const least = items[0] as number;
      const last = items.pop() as number;
      if (items.length === 0) return least;
      items[0] = last;
      for (let at = 0; ; ) {
        const left = at * 2 + 1;
        if (left >= items.length) return least;
        const right = left + 1;
        const child =
          right < items.length && (items[right] as number) < (items[left] as number) ? right : left;
        if ((items[at] as number) <= (items[child] as number)) return least;
        swap(at, child);
        at = child;
      }
    },
  };
}
