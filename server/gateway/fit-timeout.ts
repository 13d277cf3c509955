/** The longest that a timer takes: beyond it Node's, and ours in isolates, fire at once. */
const longestMs = 2 ** 31 - 1;
const unitsMs: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1_000,
  m: 1,
  u: 1e-3,
  n: 1e-6,
};

/**
 * A request header's value as it is passed on: a timeout of more than 24 days, which both protocols allow, becomes the
 * longest that a timer takes. Connect would otherwise end the call as too late when it has just begun. `name` is lower-case.
 */
export function fitTimeout(name: string, value: string): string {
  if (name === "connect-timeout-ms")
    return /^\d{1,10}$/.test(value) && Number(value) > longestMs ? String(longestMs) : value;
  if (name !== "grpc-timeout") return value;
  const [, digits = "", unit = ""] = /^(\d{1,8})([HMSmun])$/.exec(value) ?? [];
  const ms = Number(digits) * (unitsMs[unit] ?? 0);
  return ms > longestMs ? `${Math.trunc(longestMs / 1000)}S` : value;
}
