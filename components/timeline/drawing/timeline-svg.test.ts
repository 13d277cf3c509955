import { describe, expect, test } from "vitest";
import { timeline as en } from "#lib/i18n/en/timeline.ts";
import { timeline as zh } from "#lib/i18n/zh/timeline.ts";
import { type Scenario, scenarioRecord, testRecord } from "#lib/timeline/build-records.ts";
import { layoutLanes, type ServerTime } from "#lib/timeline/layout-lanes.ts";
import { placeLanes } from "#lib/timeline/place-lanes.ts";
import { fitScale, toPixel } from "#lib/timeline/time-scale.ts";
import { timelineSvg } from "./timeline-svg.ts";

const run = (kind: Scenario["kind"], calls = 4) =>
  scenarioRecord({ calls, kind, serviceUs: 100_000, roundTripUs: 20_000, workers: 4 });

function draw(record = run("concurrent"), serverTime: ServerTime = "aligned", text: typeof en = en) {
  const layout = layoutLanes(record, serverTime);
  const plot = placeLanes([layout], 900);
  const scale = fitScale(
    { fromUs: 0, toUs: layout.endUs },
    plot.gutterPx,
    900 - plot.gutterPx - plot.marginPx,
  );
  const words = { locale: text === en ? "en" : "zh", text, labels: ["Run"] } as const;
  return { svg: timelineSvg(plot, scale, [layout.endUs], words, "t"), plot, scale, layout };
}

/** x, y, width and height of every box in one ink. */
function boxes(svg: string, ink: string) {
  const found = svg.matchAll(
    new RegExp(
      `<rect x="([\\d.-]+)" y="([\\d.-]+)" width="([\\d.]+)" height="([\\d.]+)"[^>]*fill="${ink}`,
      "g",
    ),
  );
  return [...found].map(([, x, y, width, height]) => ({
    x: Number(x),
    y: Number(y),
    width: Number(width),
    height: Number(height),
  }));
}
const words = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, said]) => said);

describe("the SVG twin", () => {
  test("has one bar for each execution, where and as long as the record says", () => {
    const { svg, plot, scale } = draw();
    const bars = boxes(svg, "var\\(--phase-execution\\)");
    expect(bars).toHaveLength(4);
    const lanes = plot.panels[0]?.lanes.filter(({ lane }) => lane.kind === "worker") ?? [];
    bars.forEach((bar, slot) => {
      expect(bar.x).toBeCloseTo(toPixel(scale, 10_000), 1);
      expect(bar.x + bar.width).toBeCloseTo(toPixel(scale, 110_000) - 0.75, 1);
      expect(bar.y).toBe(lanes[slot]?.yPx);
      expect(bar.height).toBe(lanes[slot]?.barPx);
    });
  });

  test("names its lanes from top to bottom, in the order of the layout", () => {
    const said = words(draw(run("concurrent", 12)).svg);
    const order = [en.lanes.client, en.lanes.heartbeat, en.lanes.network, en.lanes.queue, en.lanes.worker];
    expect(said.filter((each) => order.includes(each ?? ""))).toEqual(order);
    expect(said).toContain(en.lanes.concurrency);
  });

  test("shows the queue as a bar for each waiting call and a curve of how many wait", () => {
    const { svg, layout } = draw(run("concurrent", 12));
    expect(boxes(svg, "url\\(#t-hatch-queue\\)")).toHaveLength(8);
    expect(layout.lanes.find(({ kind }) => kind === "queue")?.depth?.peak).toBe(8);
    expect(svg).toMatch(/<polygon points="[^"]+" fill="var\(--phase-queue\)" opacity="0\.16"\/>/);
  });

  test("draws the band of the clocks' uncertainty, as wide as δ", () => {
    const widthOf = (uncertaintyUs: number) => {
      const record = run("concurrent", 1);
      const clock = { ...record.header.clock, uncertaintyUs };
      const { svg, scale } = draw({ ...record, header: { ...record.header, clock } });
      const band = /<polygon points="([\d.]+) [\d.]+ ([\d.]+) [^"]*" fill="url\(#t-wasted-network\)"/.exec(
        svg,
      );
      const px = band === null ? null : Number(band[2]) - Number(band[1]);
      return { px, wanted: toPixel(scale, uncertaintyUs) - toPixel(scale, 0) };
    };
    expect(widthOf(0).px).toBeNull();
    const { px, wanted } = widthOf(6_000);
    expect(px).toBeCloseTo(wanted, 1);
  });

  test("says L and λ·W beside the strip, and that they are the same", () => {
    const said = words(draw().svg);
    expect(said).toContain("L 4.00");
    expect(said).toContain("λ·W 4.00");
  });

  test("draws what is between two known stamps as one dashed bar", () => {
    const { svg } = draw(
      testRecord({ attempts: [{ intended: 0, sent: 0, received: 9_000, resumed: 9_000 }] }),
    );
    expect(svg).toMatch(
      /fill="url\(#t-wasted-network\)" stroke="var\(--phase-network\)" stroke-dasharray="3 2"/,
    );
  });
});

describe("in raw server time", () => {
  test.each([
    ["en", en],
    ["zh", zh],
  ] as const)("the lane between the sides is named for both of them (%s)", (_, text) => {
    const { svg } = draw(run("concurrent"), "raw", text);
    expect(words(svg)).toContain(text.lanes.networkAndServer);
    expect(words(svg)).not.toContain(text.lanes.networkBack);
  });

  test("the handler's bars stand where the server's clock puts them", () => {
    const { svg, scale } = draw(run("concurrent"), "raw");
    const [bar] = boxes(svg, "var\\(--phase-execution\\)");
    expect(bar?.x).toBeCloseTo(toPixel(scale, 0), 1);
  });
});
