/**
 * Parts of the interface that prose may point at: `<Point to="run">Run</Point>` outlines the element that carries
 * `data-point="run"` while the words have the pointer or the focus.
 */
export const points = [
  "run",
  "settings",
  "code",
  "result",
  "summary",
  "timeline",
  "latency",
  "calls",
  "console",
  "client-lane",
  "network-lane",
  "queue-lane",
  "workers-lane",
  "check",
  "hints",
] as const;

export type Point = (typeof points)[number];

export function isPoint(name: string): name is Point {
  return (points as readonly string[]).includes(name);
}
