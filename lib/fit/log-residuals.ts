import { fittedAt, type Line } from "./relative-line.ts";

/** ln(measured / fitted) of every point. */
export function logResiduals(line: Line, g: Float64Array, t: Float64Array): readonly number[] {
  return Array.from(t, (value, at) => Math.log(value / fittedAt(line, g[at] ?? 0, value)));
}
