import { expect, test } from "vitest";
import { missing } from "#lib/record/attempt-table.ts";
import { randomRecord, scenarioRecord } from "./build-records.ts";
import { hitTest } from "./hit-test.ts";
import { layoutLanes } from "./layout-lanes.ts";
import { placeLanes } from "./place-lanes.ts";
import { fitScale, toPixel, toTime } from "./time-scale.ts";
import { placeOfRow, spanAt, walkSpans } from "./walk-spans.ts";

const plotOf = (record: Parameters<typeof layoutLanes>[0]) => {
  const layout = layoutLanes(record);
  const plot = placeLanes([layout], 1_000);
  const scale = fitScale({ fromUs: 0, toUs: layout.makespanUs }, plot.gutterPx, 800);
  return { layout, plot, scale };
};

test("binary search finds what a look at every bar finds", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const { layout, plot, scale } = plotOf(randomRecord(seed, 30));
    for (const placed of plot.panels[0]?.lanes ?? []) {
      if (placed.form !== "bars") continue;
      for (let x = plot.gutterPx; x < plot.gutterPx + 800; x += 37) {
        for (let line = 0; line < placed.lane.rows; line++) {
          const y = placed.yPx + line * placed.pitchPx + placed.barPx / 2;
          const us = toTime(scale, x) + layout.originUs;
          const { startUs, endUs, subRow, length } = placed.lane.spans;
          const under = Array.from({ length }, (_, i) => i).filter(
            (i) => subRow[i] === line && (startUs[i] ?? 0) <= us && (endUs[i] ?? 0) >= us,
          );
          const hit = hitTest(plot, scale, x, y, [layout.lastUs]);
          if (under.length > 0) expect(under).toContain(hit?.span);
        }
      }
    }
  }
});

test("beside every bar the point means nothing", () => {
  const { plot, scale, layout } = plotOf(
    scenarioRecord({ calls: 1, serviceUs: 100_000, roundTripUs: 100_000, workers: 1, kind: "concurrent" }),
  );
  const slot = plot.panels[0]?.lanes.find(({ lane }) => lane.kind === "worker");
  const y = (slot?.yPx ?? 0) + 2;
  expect(hitTest(plot, scale, toPixel(scale, 10_000), y, [layout.lastUs])?.row).toBeNull();
  expect(hitTest(plot, scale, toPixel(scale, 100_000), y, [layout.lastUs])?.row).toBe(0);
  expect(hitTest(plot, scale, 300, 1e6, [layout.lastUs])).toBeNull();
});

test("arrow keys reach every span of a lane and every lane with spans", () => {
  const { plot } = plotOf(
    scenarioRecord({ calls: 25, serviceUs: 100_000, roundTripUs: 20_000, workers: 10, kind: "concurrent" }),
  );
  let place = placeOfRow(plot, 0, 0);
  expect(place && spanAt(plot, place, 0)?.placed.lane.kind).toBe("worker");
  const lanes = new Set<string>();
  for (let i = 0; i < 30; i++) {
    if (place !== null) lanes.add(plot.panels[0]?.lanes[place.lane]?.lane.id ?? "");
    place = walkSpans(plot, place, i < 15 ? "above" : "below");
  }
  const withSpans = (plot.panels[0]?.lanes ?? [])
    .filter(({ lane }) => lane.spans.length > 0)
    .map(({ lane }) => lane.id);
  expect([...lanes].sort()).toEqual([...withSpans].sort());
  expect(missing).toBeGreaterThan(0);
});
