import { expect, test } from "vitest";
import { type Scenario, scenarioRecord } from "./build-records.ts";
import { layoutLanes } from "./layout-lanes.ts";
import { placeLanes } from "./place-lanes.ts";

const run = (kind: Scenario["kind"], calls = 4) =>
  layoutLanes(scenarioRecord({ calls, kind, serviceUs: 1_000_000, roundTripUs: 10_000, workers: 10 }));

test("the two canonical runs with ten workers fit into a pane of 600 px, with head and playback", () => {
  expect(placeLanes([run("blocking"), run("concurrent")], 738).heightPx).toBeLessThanOrEqual(500);
});

test("lanes of a panel never overlap and never leave it", () => {
  for (const widthPx of [360, 738, 1_400]) {
    const plot = placeLanes([run("blocking", 3), run("concurrent", 30)], widthPx);
    for (const { lanes, lanesYPx, yPx, heightPx } of plot.panels) {
      let foot = lanesYPx;
      for (const placed of lanes) {
        expect(placed.yPx).toBeGreaterThanOrEqual(foot);
        foot = placed.yPx + placed.heightPx;
      }
      expect(foot).toBeLessThanOrEqual(yPx + heightPx);
    }
  }
});

test("a slot is as tall in one panel as in the other", () => {
  const heights = placeLanes([run("blocking", 3), run("concurrent", 10)], 738).panels.flatMap(({ lanes }) =>
    lanes.filter(({ lane }) => lane.kind === "worker").map(({ barPx }) => barPx),
  );
  expect(new Set(heights).size).toBe(1);
});
