/** The smallest k with P(X ≤ k) ≥ q, where X is the number of hits in n trials of chance p. */
export function binomialQuantile(q: number, n: number, p: number): number {
  if (n === 0 || p <= 0) return 0;
  if (p >= 1) return n;
  // Below this many standard deviations the tail is under 1e-15 and does not move the sum.
  const far = Math.ceil(9 * Math.sqrt(n * p * (1 - p)) + 9);
  let k = Math.max(0, Math.floor(n * p) - far);
  let chance = Math.exp(logChance(k, n, p));
  let sum = chance;
  const odds = p / (1 - p);
  while (sum < q && k < n) {
    chance *= ((n - k) / (k + 1)) * odds;
    k++;
    sum += chance;
  }
  return k;
}

function logChance(k: number, n: number, p: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p);
}

/** ln n!: the sum itself for small n, Stirling's series (error below 1e-12) for the rest. */
export function logFactorial(n: number): number {
  if (n < 32) {
    let product = 1;
    for (let factor = 2; factor <= n; factor++) product *= factor;
    return Math.log(product);
  }
  return (
    (n + 0.5) * Math.log(n) -
    n +
    0.5 * Math.log(2 * Math.PI) +
    1 / (12 * n) -
    1 / (360 * n ** 3) +
    1 / (1260 * n ** 5)
  );
}
