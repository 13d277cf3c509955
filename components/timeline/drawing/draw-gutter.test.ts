import { expect, test } from "vitest";
import { timeline as text } from "#lib/i18n/en/timeline.ts";
import { type Scenario, scenarioRecord, testRecord } from "#lib/timeline/build-records.ts";
import { layoutLanes } from "#lib/timeline/layout-lanes.ts";
import { placeLanes } from "#lib/timeline/place-lanes.ts";
import { drawGutter } from "./draw-gutter.ts";
import type { Pen } from "./pen.ts";

const run = (calls: number, kind: Scenario["kind"] = "concurrent", workers = 10) =>
  layoutLanes(scenarioRecord({ calls, kind, serviceUs: 100_000, roundTripUs: 10_000, workers }));
const nothing = layoutLanes(testRecord({ attempts: [] }));
const replicas = layoutLanes(
  testRecord({
    attempts: [0, 1, 2].map((replica) => ({
      intended: 0,
      sent: 1,
      arrived: 5,
      started: 5,
      ended: 90,
      replied: 90,
      received: 95,
      resumed: 95,
      replica,
    })),
  }),
);

/** Baselines of what stands at the left edge: names and the lines below them, in drawing order. */
function leftLabels(layouts: Parameters<typeof placeLanes>[0], widthPx: number) {
  const drawn: { readonly words: string; readonly y: number }[] = [];
  const pen: Pick<Pen, "text"> = {
    text: (x, y, words) => {
      if (x === 0) drawn.push({ words, y });
    },
  };
  const plot = placeLanes(layouts, widthPx);
  for (const panel of plot.panels) {
    // The panel's own title, as drawn above its lanes.
    drawn.push({ words: "title", y: panel.yPx + 18 });
    drawGutter(pen as Pen, panel, plot, { locale: "en", text, labels: [] });
    if (panel.concurrency !== null) drawn.push({ words: "strip", y: panel.concurrency.yPx + 15 });
  }
  return drawn;
}

test.each([
  ["no call and 150", [nothing, run(150)]],
  ["150 calls and none", [run(150), nothing]],
  ["one call and 150", [run(1), run(150)]],
  ["150 blocking calls and one", [run(150, "blocking"), run(1)]],
  ["no call twice", [nothing, nothing]],
  ["one worker and 150", [run(1, "concurrent", 1), run(150, "concurrent", 150)]],
  ["three replicas and 150 calls", [replicas, run(150)]],
] as const)("no two labels of the lanes touch: %s", (_, layouts) => {
  for (const widthPx of [340, 479, 738, 1_400]) {
    const labels = leftLabels(layouts, widthPx);
    expect(labels.length).toBeGreaterThan(4);
    for (const [i, { words, y }] of labels.entries()) {
      const above = labels[i - 1];
      if (above === undefined) continue;
      expect(y - above.y, `${above.words} over ${words} at ${widthPx} px`).toBeGreaterThanOrEqual(14);
    }
  }
});
