/** 97.5 % points of Student's t for 1, 2, 3 … 30 degrees of freedom. */
const points = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604,
  2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555,
  2.0518, 2.0484, 2.0452, 2.0423,
];
/** 97.5 % point of the normal distribution. */
export const normalLimit = 1.959964;

/**
 * The 97.5 % point of Student's t: how many standard errors a 95 % interval reaches to either side when the spread
 * itself is known from few values. From 31 degrees of freedom on by the first terms of Fisher's expansion (error below 1e-4).
 */
export function studentLimit(degrees: number): number {
  if (degrees < 1) return Number.POSITIVE_INFINITY;
  const z = normalLimit;
  return (
    points[Math.floor(degrees) - 1] ??
    z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2)
  );
}
