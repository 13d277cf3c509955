import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { attemptFlags } from "#lib/record/attempt-table.ts";
import { randomRecord, type Scenario, scenarioRecord, testRecord } from "#lib/timeline/build-records.ts";
import { TimelinePicture } from "./timeline-picture.tsx";

const run = (calls: number, kind: Scenario["kind"], label: string) => ({
  record: scenarioRecord({ calls, kind, serviceUs: 1_000_000, roundTripUs: 10_000, workers: 10 }),
  label,
});
const pair = [run(4, "blocking", "Blocking"), run(4, "concurrent", "All at once")];
const markup = (runs: typeof pair, locale: "en" | "zh" = "en", width = 1_000) =>
  renderToStaticMarkup(<TimelinePicture runs={runs} locale={locale} width={width} />);
const count = (text: string, part: string) => text.split(part).length - 1;

describe("the picture without scripts", () => {
  test("says both results and their ratio in its name", () => {
    expect(markup(pair)).toContain(
      'aria-label="Two timelines on one axis. Blocking: 4.04 s. All at once: 1.01 s. 4.0×."',
    );
    expect(markup(pair, "zh")).toContain(
      'aria-label="同一时间轴上的两条时间线。Blocking：4.04 s。All at once：1.01 s。4.0×。"',
    );
  });

  test("draws one bar for each execution, with the call's number", () => {
    const svg = markup(pair);
    // 8 executions; the strip's areas are polygons, not boxes.
    expect(
      count(svg, 'fill="var(--phase-execution)"/>') + count(svg, 'rx="2" fill="var(--phase-execution)"'),
    ).toBeGreaterThanOrEqual(8);
    for (const words of ["1 · 1.00 s", "4 · 1.00 s"]) expect(count(svg, words)).toBe(2);
  });

  test("puts the heartbeat's gap into words for the blocking run only", () => {
    expect(count(markup(pair), "could not react for")).toBe(1);
    expect(count(markup(pair, "zh"), "内无法响应")).toBe(1);
  });

  test("both panels share one scale: four seconds against one", () => {
    const widths = [...markup(pair).matchAll(/width="([\d.]+)" height="2" fill="var\(--phase-idle\)"/g)].map(
      ([, px]) => Number(px),
    );
    expect(widths).toHaveLength(2);
    expect((widths[0] ?? 0) / (widths[1] ?? 1)).toBeCloseTo(4.04 / 1.01, 1);
  });

  test("collapses on a narrow page", () => {
    expect(markup(pair, "en", 340)).toContain("× 10");
    expect(markup(pair, "en", 340)).not.toContain("In flight");
  });

  test("escapes what a visitor called the run", () => {
    expect(markup([run(1, "blocking", "<img src=x onerror=alert(1)>")])).not.toContain("<img");
  });
});

describe("no run is too small or too strange", () => {
  test.each([
    ["no call", testRecord({ attempts: [] })],
    ["one call", run(1, "concurrent", "").record],
    ["a thousand calls", run(1_000, "concurrent", "").record],
    [
      "a call that never arrived",
      testRecord({ attempts: [{ intended: 0, sent: 5, received: 900, resumed: 905, status: 14 }] }),
    ],
    ["an attempt with nothing but its intention", testRecord({ attempts: [{ intended: 7, status: 255 }] })],
    [
      "callers from outside only",
      testRecord({ attempts: [{ arrived: 5, started: 5, ended: 9, replied: 9 }] }),
    ],
  ])("%s", (_, record) => {
    for (const locale of ["en", "zh"] as const) {
      const svg = markup([{ record, label: "Run" }], locale);
      expect(svg).not.toMatch(/NaN|Infinity|undefined|\{\w+\}/);
    }
  });

  test("random runs draw without a single impossible number", () => {
    for (let seed = 1; seed <= 40; seed++) {
      expect(markup([{ record: randomRecord(seed, 70), label: "Run" }])).not.toMatch(
        /NaN|Infinity|undefined/,
      );
    }
  });

  test("stream messages are triangles at the edge where they were seen, and crowded ones are one", () => {
    const at = (atUs: number) => ({
      attempt: 0,
      atUs,
      side: "client" as const,
      direction: "toClient" as const,
      bytes: 9,
    });
    const { record } = run(1, "concurrent", "");
    const triangles = (messages: readonly ReturnType<typeof at>[]) =>
      [
        ...markup([{ record: { ...record, messages }, label: "" }]).matchAll(
          /<polygon points="(\S+ ){5}\S+" fill="var\(--phase-network\)"\/>/g,
        ),
      ].length;
    expect(triangles([])).toBe(0);
    expect(triangles([at(100_000), at(400_000), at(800_000)])).toBe(3);
    expect(triangles([at(400_000), at(400_001), at(400_002)])).toBe(1);
  });

  test("a caller from outside has no number of this run's", () => {
    const outside = {
      arrived: 0,
      started: 0,
      ended: 900_000,
      replied: 900_000,
      call: 41,
      flags: attemptFlags.outside,
    };
    const svg = markup([{ record: testRecord({ attempts: [outside] }), label: "Run" }]);
    expect(svg).toContain(">900 ms<");
    expect(svg).not.toContain(">42");
  });

  test("a call that failed before the server says why the server lanes are empty", () => {
    const record = testRecord({
      attempts: [{ intended: 0, sent: 5, received: 900, resumed: 905, status: 14 }],
    });
    expect(markup([{ record, label: "Run" }])).toContain(
      "no server stamps: the call failed before it arrived",
    );
  });
});
