import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { timeline as en } from "#lib/i18n/en/timeline.ts";
import { timeline as zh } from "#lib/i18n/zh/timeline.ts";
import { openStatus } from "#lib/record/attempt-table.ts";
import type { BlockedInterval, RunHeader } from "#lib/record/run-record.ts";
import { type TestAttempt, testRecord } from "#lib/timeline/build-records.ts";
import { headlineText } from "./headline-text.ts";
import { TimelinePicture } from "./timeline-picture.tsx";

type Client = {
  readonly beatsMs: readonly number[];
  readonly blockedMs?: readonly (readonly [number, number])[];
  readonly attempt?: TestAttempt;
  readonly header?: Partial<RunHeader>;
};

const returned = {
  intended: 0,
  sent: 5,
  arrived: 900,
  started: 900,
  ended: 1_998_000,
  replied: 1_998_000,
  received: 1_999_000,
  resumed: 2_000_000,
};
const record = ({ beatsMs, blockedMs = [], attempt = returned, header = {} }: Client) =>
  testRecord({
    attempts: [attempt],
    threads: [
      {
        name: "client",
        side: "client",
        beats: Uint32Array.from(beatsMs, (ms) => ms * 1_000),
        blocked: blockedMs.map(
          ([from, to]): BlockedInterval => ({ fromUs: from * 1_000, toUs: to * 1_000, reason: "busy" }),
        ),
      },
    ],
    header: { durationUs: 2_000_000, ...header },
  });
const steady = (fromMs: number, toMs: number) =>
  Array.from({ length: (toMs - fromMs) / 10 + 1 }, (_, i) => fromMs + i * 10);
const said = (client: Client, words: typeof en = en) =>
  headlineText([{ record: record(client), label: "Run" }], words === en ? "en" : "zh", words).results[0]
    ?.blocked;
const picture = (client: Client) =>
  renderToStaticMarkup(
    createElement(TimelinePicture, {
      runs: [{ record: record(client), label: "Run" }],
      locale: "en",
      width: 1_000,
    }),
  );
/** The bracket's line, or its box where it is narrow: red either way. */
const hasRed = (client: Client) => picture(client).includes("var(--failed)");

describe("the headline and the brackets tell the same", () => {
  test("pauses of 32 ms on a free client: free, and nothing red", () => {
    const client = { beatsMs: [...steady(0, 500), 532, 564, ...steady(574, 2_004)] };
    expect(said(client)).toBeNull();
    expect(hasRed(client)).toBe(false);
  });

  test("a pause of 400 ms that nobody explained: not free, and a bracket", () => {
    const client = { beatsMs: [...steady(0, 500), ...steady(900, 2_000)] };
    expect(said(client)).toBe("could not react for 400 ms");
    expect(said(client, zh)).toBe("400 ms 内无法响应");
    expect(hasRed(client)).toBe(true);
  });

  test("40 ms in which code kept the thread: blocked, and a bracket", () => {
    const client = { beatsMs: [...steady(0, 500), ...steady(540, 2_000)], blockedMs: [[501, 539]] as const };
    expect(said(client)).toBe("client blocked for 38.0 ms (2%)");
    expect(hasRed(client)).toBe(true);
  });
});

describe("a run that was stopped in a blocking call", () => {
  const client: Client = {
    beatsMs: steady(0, 500),
    attempt: { intended: 500_000, sent: 500_100, status: openStatus, detail: { blocking: true } },
    header: { outcome: { kind: "stopped" } },
  };

  test("had a client that was blocked until the end", () => {
    expect(said(client)).toBe("client blocked for 1.50 s (75%)");
    expect(picture(client)).toContain("could not react for 1.50 s");
  });

  test("has the bracket already while the call is under way", () => {
    const live: Client = { ...client, header: { outcome: { kind: "running" } } };
    expect(picture(live)).toContain("could not react for 1.50 s");
  });

  test("has nothing drawn as free after the last heartbeat", () => {
    expect(picture(client)).not.toMatch(/height="2" fill="var\(--phase-idle\)"/);
    const stoppedFree = { ...client, attempt: { intended: 0, sent: 5, status: openStatus } };
    const [, px] = /width="([\d.]+)" height="2" fill="var\(--phase-idle\)"/.exec(picture(stoppedFree)) ?? [];
    // 500 ms of 2 s, of the 804 px between the margins.
    expect(Number(px)).toBeCloseTo(804 / 4, 0);
  });
});
