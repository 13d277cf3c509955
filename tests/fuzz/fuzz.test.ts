import { expect, test } from "vitest";
import { describeFailure, describeReport, whatIsWrong } from "./describe-report.ts";
import { runFuzz } from "./fuzz-run.ts";

const plan = { seed: 20_261_122, cases: 20_000, only: null, port: 0 };

test("20,000 hostile connections and requests harm neither the server nor anybody else", async () => {
  const report = await runFuzz(plan);
  console.log(describeReport(report));
  for (const failure of report.failures.slice(0, 5)) console.log(describeFailure(plan.seed, failure));
  expect(whatIsWrong(report)).toEqual([]);
  expect(report.cases).toBeGreaterThanOrEqual(plan.cases);
  expect(report.bystanders.answered).toBeGreaterThan(50);
}, 600_000);
