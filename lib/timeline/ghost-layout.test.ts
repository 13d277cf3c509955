import { describe, expect, test } from "vitest";
import { scenarioRecord } from "./build-records.ts";
import { withGhostLanes } from "./ghost-layout.ts";
import { layoutLanes } from "./layout-lanes.ts";

const scenario = { serviceUs: 100_000, roundTripUs: 4_000, workers: 10, calls: 4 } as const;
const blocking = layoutLanes(scenarioRecord({ ...scenario, kind: "blocking" }));
const concurrent = layoutLanes(scenarioRecord({ ...scenario, kind: "concurrent" }));

const slots = (layout: typeof blocking) =>
  layout.lanes.flatMap(({ kind, index, slots }) =>
    kind === "worker" ? [String(index)] : kind === "idleSlots" ? [`${index}+${slots}`] : [],
  );

describe("a layout with room for a ghost", () => {
  test("has a lane for every slot that either run used, and folds the rest", () => {
    expect(slots(blocking)).toEqual(["0", "1+9"]);
    expect(slots(withGhostLanes(blocking, concurrent))).toEqual(["0", "1", "2", "3", "4+6"]);
    expect(slots(withGhostLanes(concurrent, blocking))).toEqual(["0", "1", "2", "3", "4+6"]);
  });

  test("keeps the front run's own spans and adds none", () => {
    const spans = (layout: typeof blocking) => layout.lanes.reduce((sum, lane) => sum + lane.spans.length, 0);
    expect(spans(withGhostLanes(blocking, concurrent))).toBe(spans(blocking));
    expect(withGhostLanes(blocking, concurrent).record).toBe(blocking.record);
  });

  test("stands in the same order, whichever is in front", () => {
    const kinds = (layout: typeof blocking) =>
      layout.lanes.map(({ id }) => id).filter((id) => !id.startsWith("idle"));
    expect(kinds(withGhostLanes(blocking, concurrent))).toEqual(kinds(withGhostLanes(concurrent, blocking)));
  });
});
