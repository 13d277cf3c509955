import type { Quota } from "./quota.ts";

/** What of a run is asked for: that its events be told, or that its experiment be run here. */
export type RunPart = "record" | "experiment";

/** Permits for runs: one for each, though it may take a request for each of its parts. */
export type RunPermits = {
  /** The same part once more is another run. */
  take(visitor: string, runId: string, part: RunPart): ReturnType<Quota["take"]>;
};

/** The parts of a run are asked for together; what comes later is another run. */
const togetherMs = 60_000;
const maxIdChars = 64;

/** Over a quota of runs. The clock is monotonic, ms. */
export function createRunPermits(quota: Quota, nowMs: () => number): RunPermits {
  /** Runs of which one part has been asked for, the oldest first. Each has cost a permit, which bounds them. */
  const halves = new Map<string, { readonly part: RunPart; readonly untilMs: number }>();

  return {
    take(visitor, runId, part) {
      const now = nowMs();
      for (const [key, { untilMs }] of halves) {
        if (untilMs > now) break;
        halves.delete(key);
      }
      const key = `${visitor} ${runId.slice(0, maxIdChars)}`;
      const half = halves.get(key);
      if (half !== undefined && half.part !== part) {
        halves.delete(key);
        return { ok: true };
      }
      const permit = quota.take(visitor);
      if (!permit.ok) return permit;
      halves.delete(key);
      halves.set(key, { part, untilMs: now + togetherMs });
      return permit;
    },
  };
}
