/** Who may do how much, now. */
export type Quota = {
  /** Takes one permit of the visitor's; when none is left, says when the next one comes. */
  take(visitor: string): { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };
};

export type QuotaOptions = {
  /** Permits that come back per minute; a visitor who was away has this many at once. */
  readonly perMinute: number;
  /** A monotonic clock, ms. */
  nowMs(): number;
};

/** Within this time every bucket has filled up again, and forgetting a full one changes nothing. */
const sweepEveryMs = 60_000;

/** One token bucket per visitor. */
export function createQuota({ perMinute, nowMs }: QuotaOptions): Quota {
  const perMs = perMinute / 60_000;
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  let nextSweepMs = nowMs() + sweepEveryMs;
  const level = (bucket: { tokens: number; atMs: number }, now: number) =>
    Math.min(perMinute, bucket.tokens + (now - bucket.atMs) * perMs);

  function sweep(now: number): void {
    nextSweepMs = now + sweepEveryMs;
    for (const [visitor, bucket] of buckets) if (level(bucket, now) >= perMinute) buckets.delete(visitor);
  }

  return {
    take(visitor) {
      const now = nowMs();
      if (now >= nextSweepMs) sweep(now);
      const bucket = buckets.get(visitor);
      const tokens = bucket === undefined ? perMinute : level(bucket, now);
      if (tokens < 1) return { ok: false, retryAfterMs: Math.ceil((1 - tokens) / perMs) };
      buckets.set(visitor, { tokens: tokens - 1, atMs: now });
      return { ok: true };
    },
  };
}
