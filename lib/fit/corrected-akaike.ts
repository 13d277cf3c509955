/**
 * Akaike's criterion with the correction for few points (Hurvich & Tsai 1989) of a least-squares fit with normal errors:
 * n ln(mean square) + 2k + 2k(k + 1)/(n − k − 1). Smaller is better; only differences mean something. `parameters` counts
 * the spread of the errors too.
 */
export function correctedAkaike(meanSquare: number, n: number, parameters: number): number {
  const k = parameters;
  return n * Math.log(meanSquare) + 2 * k + (2 * k * (k + 1)) / (n - k - 1);
}
