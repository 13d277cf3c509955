import type { ClassFit } from "./class-fits.ts";

export type FitQuality = {
  /** Share of the variation of ln t that the fit explains; null when ln t does not vary. */
  readonly logR2: number | null;
  /** Root mean square error / mean of the costs: large sizes count most. */
  readonly normalisedRmse: number;
};

/** How well a class describes the costs it was fitted to. */
export function fitQuality({ residuals }: ClassFit, t: Float64Array): FitQuality {
  const logs = t.map(Math.log);
  const meanLog = average(logs);
  const varied = logs.reduce((sum, each) => sum + (each - meanLog) ** 2, 0);
  const left = residuals.reduce((sum, each) => sum + each ** 2, 0);
  const errors = t.map((cost, at) => (cost - cost / Math.exp(residuals[at] ?? 0)) ** 2);
  return {
    logR2: varied > 0 ? 1 - left / varied : null,
    normalisedRmse: Math.sqrt(average(errors)) / average(t),
  };
}

function average(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
