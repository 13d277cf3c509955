import { expect, test } from "vitest";
import { describeFailure, describeReport, whatIsWrong } from "./describe-report.ts";
import { runFuzz } from "./fuzz-run.ts";

const seed = 20_261_122;

test.each([
  { tls: false, cases: 20_000, what: "20,000 hostile connections and requests harm" },
  { tls: true, cases: 4_000, what: "beneath and through TLS 4,000 more harm" },
])("$what neither the server nor anybody else", { timeout: 600_000 }, async ({ tls, cases }) => {
  const plan = { seed, cases, tls, only: null, from: 0, port: 0 };
  const report = await runFuzz(plan);
  console.log(describeReport(report));
  for (const failure of report.failures.slice(0, 5)) console.log(describeFailure(plan, failure));
  expect(whatIsWrong(report)).toEqual([]);
  expect(report.cases).toBeGreaterThanOrEqual(cases);
  expect(report.bystanders.answered).toBeGreaterThan(50);
});
