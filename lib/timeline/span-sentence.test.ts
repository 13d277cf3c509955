import { describe, expect, test } from "vitest";
import { timeline as en } from "#lib/i18n/en/timeline.ts";
import { timeline as zh } from "#lib/i18n/zh/timeline.ts";
import { attemptFlags, firstNestedCall } from "#lib/record/attempt-table.ts";
import { attemptJson } from "./attempt-json.ts";
import { randomRecord, testRecord } from "./build-records.ts";
import { describeSpan } from "./describe-span.ts";
import { spanSentence } from "./span-sentence.ts";

const record = testRecord({
  attempts: [
    {
      call: 6,
      intended: 1_000,
      sent: 1_000,
      arrived: 13_000,
      started: 51_000,
      ended: 152_000,
      replied: 152_000,
      received: 163_000,
      resumed: 163_000,
      replica: 1,
      worker: 0,
      detail: { queuedBehind: 4 },
    },
    {
      call: 7,
      intended: 0,
      sent: 0,
      arrived: 5_000,
      started: 5_000,
      ended: 90_000,
      replied: 90_000,
      received: 30_000,
      resumed: 30_000,
      status: 4,
      flags: attemptFlags.timeout,
    },
  ],
});

describe("the live line", () => {
  test("says the phases of a call in English", () => {
    expect(spanSentence(describeSpan(record, 0), "en", en.describe)).toBe(
      "Call 7, attempt 1, travelled out 12.0 ms, queued 38.0 ms behind 4 calls, executed 101 ms on replica 2 worker 1, travelled back 11.0 ms, total 162 ms.",
    );
  });

  test("says them in Chinese", () => {
    expect(spanSentence(describeSpan(record, 0), "zh", zh.describe)).toBe(
      "调用 7，第 1 次尝试，去程 12.0 ms，排在 4 个调用之后，等待 38.0 ms，在副本 2 的工作线程 1 上执行 101 ms，回程 11.0 ms，总计 162 ms。",
    );
  });

  test("names the call whose handler made it", () => {
    const hop = { intended: 2_000, resumed: 4_000, flags: attemptFlags.nested, call: firstNestedCall };
    const { attempts, ...rest } = testRecord({
      attempts: [
        { call: 6, intended: 0, resumed: 9_000 },
        { ...hop, parentAttempt: 0 },
        { ...hop, parentAttempt: 1, call: firstNestedCall + 1 },
        { arrived: 0, replied: 9_000, flags: attemptFlags.outside },
        { ...hop, parentAttempt: 3, call: firstNestedCall + 2 },
      ],
    });
    const said = (row: number, locale: "en" | "zh") =>
      spanSentence(
        describeSpan({ ...rest, attempts }, row),
        locale,
        locale === "en" ? en.describe : zh.describe,
      );
    expect(said(1, "en")).toContain("Call 1 between services, made by the handler of call 7,");
    expect(said(2, "en")).toContain("made by the handler of call 1 between services,");
    expect(said(4, "en")).toContain("made by the handler of a call from outside,");
    expect(said(1, "zh")).toContain("服务间调用 1，由调用 7 的处理函数发起，");
    expect(said(0, "en")).not.toContain("made by");
  });

  test("names the status of a failed call and the work that nobody waited for", () => {
    const sentence = spanSentence(describeSpan(record, 1), "en", en.describe);
    expect(sentence).toContain("the client gave up");
    expect(sentence).toContain("60.0 ms of work for nobody");
    expect(sentence).toContain("failed: DEADLINE_EXCEEDED");
  });

  test("phases of every described call add up to its total", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomRecord(seed, 20);
      for (let row = 0; row < random.attempts.length; row++) {
        const { phasesUs, totalUs } = describeSpan(random, row);
        if (totalUs === null) continue;
        expect(Object.values(phasesUs).reduce((sum, us) => sum + us, 0)).toBe(totalUs);
      }
    }
  });
});

test("a call as JSON has its stamps, its status by name and no missing ones", () => {
  const json = JSON.parse(attemptJson(record, 1));
  expect(json).toMatchObject({
    call: 8,
    status: "DEADLINE_EXCEEDED",
    flags: ["timeout"],
    stampsUs: { arrived: 5_000 },
  });
  expect(
    JSON.parse(attemptJson(testRecord({ attempts: [{ intended: 1, status: 255 }] }), 0)).stampsUs,
  ).toEqual({ intended: 1 });
});
