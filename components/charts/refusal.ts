import type { RunLatency } from "./latency-model.ts";

/** Why two runs may not be compared at all. */
export type Refusal = "running" | "hiddenTab" | "sleep" | "clockError" | "noSuccess" | "coarseClock";

/**
 * What makes a ratio of these two runs a lie; null: nothing. A browser that held calls back, a clock that cannot tell
 * such latencies apart, or a run that is not over would be taken for a difference of the code.
 */
export function refusalOf(a: RunLatency, b: RunLatency): Refusal | null {
  const runs = [a, b];
  if (runs.some(({ record }) => record.header.outcome.kind === "running")) return "running";
  for (const mark of ["hiddenTab", "sleep", "clockError"] as const) {
    if (runs.some(({ marks }) => marks.includes(mark))) return mark;
  }
  if (runs.some(({ distribution }) => distribution === null)) return "noSuccess";
  return runs.some(({ isCoarse }) => isCoarse) ? "coarseClock" : null;
}

/** In what two runs differ besides chance, as names of the dictionary. */
export type Difference = "experiment" | "workers" | "queueLimit" | "network" | "protocol" | "codec" | "calls";

export function differencesOf(a: RunLatency, b: RunLatency): readonly Difference[] {
  const [first, second] = [a.record.header, b.record.header];
  const settings = ["workers", "queueLimit", "network", "protocol", "codec", "calls"] as const;
  return [
    ...(first.experiment === second.experiment ? [] : (["experiment"] as const)),
    ...settings.filter(
      (name) => JSON.stringify(first.settings[name]) !== JSON.stringify(second.settings[name]),
    ),
  ];
}

/** Share of the calls that ended well, of those that ended; null without any. */
export function successShare({ series: { counts } }: RunLatency): number | null {
  const ended = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return ended === 0 ? null : counts.ok / ended;
}
