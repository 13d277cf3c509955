import { parseArgs } from "node:util";
import { describeFailure, describeReport, whatIsWrong } from "./describe-report.ts";
import { runFuzz } from "./fuzz-run.ts";

/** `npm run fuzz -- --cases N --seed S [--only K] [--from K] [--tls] [--port P]`: hostile bytes at a server of its own. */
const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "100000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000_007) },
    only: { type: "string" },
    from: { type: "string", default: "0" },
    tls: { type: "boolean", default: false },
    port: { type: "string", default: "0" },
  },
});
const plan = {
  seed: Number(values.seed),
  cases: Number(values.cases),
  only: values.only === undefined ? null : Number(values.only),
  from: Number(values.from),
  tls: values.tls,
  port: Number(values.port),
};
if (![plan.seed, plan.cases, plan.only ?? 0, plan.from, plan.port].every(Number.isSafeInteger)) {
  console.error("--cases, --seed, --only, --from and --port take whole numbers");
  process.exit(2);
}
console.log(`seed ${plan.seed}`);
const report = await runFuzz(plan);
console.log(describeReport(report));
// The worst of many failures is seldom the first.
for (const failure of report.failures.slice(0, 20)) console.log(describeFailure(plan, failure));
const wrong = whatIsWrong(report);
for (const sentence of wrong.slice(0, 60)) console.log(`- ${sentence.slice(0, 400)}`);
console.log(wrong.length === 0 ? "passed" : `${wrong.length} things are wrong (seed ${plan.seed})`);
process.exitCode = wrong.length === 0 ? 0 : 1;
