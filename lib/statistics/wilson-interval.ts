/** 97.5 % point of the normal distribution. */
const z = 1.959_964;

/** Where the true share lies with 95 % confidence when `hits` of `n` were seen (Wilson 1927). */
export function wilsonInterval(hits: number, n: number): { readonly lower: number; readonly upper: number } {
  const share = hits / n;
  const middle = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const whole = 1 + (z * z) / n;
  return { lower: Math.max(0, (middle - half) / whole), upper: Math.min(1, (middle + half) / whole) };
}
