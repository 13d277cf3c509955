import { missing } from "#lib/record/attempt-table.ts";
import type { SpanColumns } from "./span-columns.ts";

/**
 * One level of a lane's pyramid: every node stands for four nodes of the level below (4ᵏ spans at level k).
 *
 *   spans    ▇▇ ▇ ▇▇▇  ▇      ▇ ▇▇
 *   level 1  [start … end, busy]  [start … end, busy]
 *
 * Drawn as a bar whose height is busy ÷ (end − start), so density stays honest when bars outnumber pixels.
 */
export type MipLevel = {
  readonly length: number;
  readonly startUs: Uint32Array;
  readonly endUs: Uint32Array;
  /** Sum of the durations within, µs. */
  readonly busyUs: Float32Array;
  /** The marks of the longest span within: what dominates. */
  readonly marks: Uint8Array;
};

const fan = 4;

/** Levels from fine (4 spans a node) to coarse, for lanes whose spans never overlap. Open spans count until `nowUs`. */
export function buildMips(spans: SpanColumns, nowUs: number): readonly MipLevel[] {
  const levels: MipLevel[] = [];
  if (spans.length < 64) return levels;
  const closed = spans.endUs.map((end) => (end === missing ? nowUs : end));
  const busy = Float32Array.from(closed, (end, i) => Math.max(0, end - (spans.startUs[i] as number)));
  let below: MipLevel = {
    length: spans.length,
    startUs: spans.startUs,
    endUs: closed,
    busyUs: busy,
    marks: spans.marks,
  };
  while (below.length > 16) {
    below = foldLevel(below);
    levels.push(below);
  }
  return levels;
}

function foldLevel(below: MipLevel): MipLevel {
  const length = Math.ceil(below.length / fan);
  const level = {
    length,
    startUs: new Uint32Array(length),
    endUs: new Uint32Array(length),
    busyUs: new Float32Array(length),
    marks: new Uint8Array(length),
  };
  for (let node = 0; node < length; node++) {
    let longest = -1;
    level.startUs[node] = below.startUs[node * fan] as number;
    for (let i = node * fan; i < Math.min(below.length, node * fan + fan); i++) {
      const busy = below.busyUs[i] as number;
      level.endUs[node] = Math.max(level.endUs[node] as number, below.endUs[i] as number);
      level.busyUs[node] = (level.busyUs[node] as number) + busy;
      if (busy > longest) {
        longest = busy;
        level.marks[node] = below.marks[i] as number;
      }
    }
  }
  return level;
}
