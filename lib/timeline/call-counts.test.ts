import { expect, test } from "vitest";
import { timeline as en } from "#lib/i18n/en/timeline.ts";
import { timeline as zh } from "#lib/i18n/zh/timeline.ts";
import { attemptFlags, firstNestedCall } from "#lib/record/attempt-table.ts";
import { summarizeRun } from "#lib/record/run-summary.ts";
import { toTotals } from "#lib/record/totals.ts";
import { type TestAttempt, testRecord } from "./build-records.ts";
import { callCounts } from "./call-counts.ts";

const own: TestAttempt = { intended: 0, resumed: 10 };
const hop: TestAttempt = { intended: 2, resumed: 8, parentAttempt: 0, flags: attemptFlags.nested };
const foreign: TestAttempt = { arrived: 2, replied: 8, flags: attemptFlags.outside };

function said(attempts: readonly TestAttempt[]) {
  const record = testRecord({ attempts });
  const totals = toTotals(record.attempts, 0);
  const summary = summarizeRun({ ...record, header: { ...record.header, totals } });
  return [callCounts(summary, "en", en), callCounts(summary, "zh", zh)];
}

test("calls that handlers made are said beside the run's calls, as in its totals, and never among them", () => {
  const hops = [0, 1, 2].map((call) => ({ ...hop, call: firstNestedCall + call }));
  expect(said([own, { ...own, call: 1 }, ...hops])).toEqual([
    "2 calls · 3 between services",
    "2 次调用 · 服务间 3 次",
  ]);
});

test("a retry is another attempt of the same call", () => {
  expect(said([own, { ...own, call: 0, attempt: 1, parentAttempt: 0 }])[0]).toBe("1 call");
});

test("a session of callers from outside has no calls of its own to speak of", () => {
  expect(said([foreign])[0]).toBe("1 from outside");
  expect(said([])[0]).toBe("0 calls");
});
