/**
 * The mean wait of M/G/1 in mean service times: ρ/(1 − ρ) · (1 + C²)/2 (Pollaczek 1930, Khinchine 1932), with
 * `serviceC2` the squared coefficient of variation of the service time: 0 constant, 1 exponential. Null at or beyond
 * capacity.
 */
export function pollaczekKhinchine(utilisation: number, serviceC2: number): number | null {
  if (!(utilisation < 1)) return null;
  return ((utilisation / (1 - utilisation)) * (1 + serviceC2)) / 2;
}
