import { errorStack } from "../globals/stacks.ts";

const framePattern = /^\s+at (?:async )?(.+)$/;
const placePattern = /^[^()]+\.[jt]s:\d+:\d+$/;

/** The visitor's own frames of what was thrown, innermost first: `blocking (client.ts:12:17)`. */
export function visitorFrames(thrown: unknown): string[] {
  if (!(thrown instanceof Error)) return [];
  const frames: string[] = [];
  for (const line of errorStack(thrown).split("\n")) {
    const [, frame = ""] = framePattern.exec(line) ?? [];
    const place = /\(([^()]*)\)$/.exec(frame)?.[1] ?? frame;
    if (placePattern.test(place)) frames.push(frame);
  }
  return frames;
}
