import type { LimitName, Limits } from "#lib/limits.ts";
import { busy } from "#server/failure.ts";
import type { Quota } from "#server/quota/quota.ts";

const nouns = {
  deploymentsPerMinute: "deployments",
  runsPerMinute: "runs",
  loadsPerMinute: "load tests",
  sharesPerMinute: "short links and reports",
} satisfies Partial<Record<LimitName, string>>;

/** Throws RESOURCE_EXHAUSTED with limit, value and the time to come back, unless the permit was given. */
export function requirePermit(
  permit: ReturnType<Quota["take"]>,
  limit: keyof typeof nouns,
  limits: Limits,
): void {
  if (permit.ok) return;
  const value = limits[limit];
  const seconds = Math.ceil(permit.retryAfterMs / 1_000);
  const sentence = `At most ${value} ${nouns[limit]} a minute (limit ${limit}); try again in ${seconds} s.`;
  throw busy("QUOTA_EXCEEDED", sentence, permit.retryAfterMs, { limit, value });
}
