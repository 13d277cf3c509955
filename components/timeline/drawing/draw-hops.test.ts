import { describe, expect, test } from "vitest";
import { attemptFlags, firstNestedCall } from "#lib/record/attempt-table.ts";
import { type TestAttempt, testRecord } from "#lib/timeline/build-records.ts";
import { layoutLanes } from "#lib/timeline/layout-lanes.ts";
import { placeLanes } from "#lib/timeline/place-lanes.ts";
import { fitScale } from "#lib/timeline/time-scale.ts";
import { drawHops } from "./draw-hops.ts";
import type { Pen } from "./pen.ts";

const call = (intended: number, lengthUs: number, worker: number, more: TestAttempt = {}): TestAttempt => ({
  ...{ intended, sent: intended, arrived: intended + 1_000, started: intended + 20_000, worker },
  ...{ ended: intended + lengthUs, replied: intended + lengthUs, received: intended + lengthUs },
  ...{ resumed: intended + lengthUs, ...more },
});
const hop = (parentAttempt: number, intended: number, lengthUs: number, worker: number, call_: number) =>
  call(intended, lengthUs, worker, {
    ...{ parentAttempt, call: firstNestedCall + call_, flags: attemptFlags.nested },
  });
/** 0 on slot 2 calls 1 on slot 0 (above it) and 2 on slot 3; 2 calls 3 on slot 1. Row 4 is a stranger. */
const record = testRecord({
  attempts: [
    call(0, 900_000, 2),
    hop(0, 100_000, 200_000, 0, 0),
    hop(0, 400_000, 400_000, 3, 1),
    hop(2, 500_000, 200_000, 1, 2),
    call(0, 90_000, 4),
  ],
});

function drawn(row: number) {
  const lines: { readonly points: readonly number[]; readonly alpha: number }[] = [];
  const heads: (readonly number[])[] = [];
  const pen: Pen = {
    box: () => {},
    text: () => {},
    area: (points) => heads.push(points),
    line: (points, ink, style) => {
      if (ink === "accent") lines.push({ points, alpha: style?.alpha ?? 1 });
    },
  };
  const plot = placeLanes([layoutLanes(record)], 1_000);
  const scale = fitScale(
    { fromUs: 0, toUs: 1_000_000 },
    plot.gutterPx,
    1_000 - plot.gutterPx - plot.marginPx,
  );
  drawHops(pen, plot, scale, [1_000_000], { run: 0, row, emphasis: "selected" });
  const slot = (index: number) => {
    const lane = plot.panels[0]?.lanes.find(
      (each) => each.lane.kind === "worker" && each.lane.index === index,
    );
    if (lane === undefined) throw new Error(`no slot ${index}`);
    return { middle: lane.yPx + lane.barPx / 2 };
  };
  const x = (us: number) => scale.leftPx + (us / 1_000_000) * scale.widthPx;
  return { lines, heads, slot, x };
}

describe("hops in the picture", () => {
  test("lead from the caller's bar, when it called, to where the called handler began", () => {
    const { lines, slot, x } = drawn(1);
    const [up, down] = [
      lines.at(-1),
      lines.find(({ points }) => Math.abs((points[0] ?? 0) - x(400_000)) < 1),
    ];
    expect(up?.points.map(Math.round)).toEqual(
      [x(100_000), slot(2).middle, x(100_000), slot(0).middle, x(120_000) - 1, slot(0).middle].map(
        Math.round,
      ),
    );
    expect([down?.points[1], down?.points[3]]).toEqual([slot(2).middle, slot(3).middle]);
  });

  test("are strong next to the attempt that is looked at and faint in the rest of its tree", () => {
    const strong = (row: number) => drawn(row).lines.filter(({ alpha }) => alpha === 1).length;
    expect([0, 1, 2, 3].map(strong)).toEqual([2, 1, 2, 1]);
    expect([0, 1, 2, 3].map((row) => drawn(row).lines.length)).toEqual([3, 3, 3, 3]);
    // Each with a rim.
    expect(drawn(3).heads).toHaveLength(6);
  });

  test("a call that calls nobody has none", () => {
    expect(drawn(4).lines).toEqual([]);
  });
});
