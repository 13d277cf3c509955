import { type JsonValue, toJson } from "@bufbuild/protobuf";
import {
  LawVerdict,
  LoadEnd,
  LoadPlanSchema,
  LoadSummarySchema,
  type LoadTick,
} from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadRun } from "#lib/load/load-run.ts";

/** What the command prints: the plan as it was fired, what was changed about it, and the summary that the page shows. */
export function toReport(run: LoadRun): JsonValue {
  const { started, summary } = run;
  return {
    unit: "µs",
    percentiles: "nearest rank (Hyndman and Fan, type 1); 95 % intervals by order statistics",
    plan:
      started?.plan === undefined ? null : toJson(LoadPlanSchema, started.plan, { alwaysEmitImplicit: true }),
    notes: (started?.notes ?? []).map(({ reason, values }) => ({ reason, ...values })),
    plannedCalls: started?.plannedCalls ?? null,
    generatorOwnUs: started?.ownUs ?? null,
    summary: summary === null ? null : toJson(LoadSummarySchema, summary, { alwaysEmitImplicit: true }),
  };
}

/** Exit code of a run: 0 fired to its end, 1 not, 3 fired but not to be trusted. */
export function exitCodeOf({ summary }: LoadRun, isStrict: boolean): 0 | 1 | 3 {
  if (summary?.end !== LoadEnd.COMPLETED) return 1;
  if (!isStrict) return 0;
  const isUnsound =
    summary.generator?.fellBehind === true ||
    summary.levels.some(
      ({ law, utilisation }) => law?.verdict === LawVerdict.FAILS || utilisation?.unstable === true,
    );
  return isUnsound ? 3 : 0;
}

/** One line of progress. */
export function describeTick({ toUs, level, counts, inFlight }: LoadTick): string {
  const { sent = 0, ok = 0, error = 0, timeout = 0, shed = 0, unsent = 0 } = counts ?? {};
  const bad = Object.entries({ error, timeout, shed, unsent }).flatMap(([name, count]) =>
    count > 0 ? `${name} ${count}` : [],
  );
  const parts = [`sent ${sent}`, `ok ${ok}`, ...bad, `under way ${inFlight}`];
  return `${(toUs / 1e6).toFixed(2)} s  level ${level}  ${parts.join(" · ")}`;
}
