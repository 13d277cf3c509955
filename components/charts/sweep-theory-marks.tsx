import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import { placeOnAxis, type SweepAxis, type SweepLevel, type SweepTheory } from "./sweep-model.ts";

type SweepTheoryMarksProps = {
  readonly theory: SweepTheory;
  readonly levels: readonly SweepLevel[];
  readonly axis: SweepAxis;
  readonly hidden: ReadonlySet<number>;
};

/** What the model says, as thin dotted lines below what was measured. A line of means has the measured means beside it. */
export function SweepTheoryMarks({ theory, levels, axis, hidden }: SweepTheoryMarksProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  if (x === undefined || y === undefined || plot === undefined) return null;
  const place = (at: number | null, us: number) => {
    const [across, up] = [at === null ? Number.NaN : (x(at) ?? Number.NaN), y(us) ?? Number.NaN];
    const isInside =
      across >= plot.x - 0.5 &&
      across <= plot.x + plot.width + 0.5 &&
      up >= plot.y &&
      up <= plot.y + plot.height;
    return isInside ? { across, up } : null;
  };
  const names = [...new Set(theory.points.flatMap(({ latencies }) => latencies.map(({ p }) => p)))];
  return (
    <g fill="none" stroke="var(--ink)" strokeWidth={1.25} data-theory-sweep={theory.kind}>
      {names
        .filter((p) => p === null || !hidden.has(p))
        .map((p) => (
          <path
            key={p}
            d={pathOf(theory, p, axis, place)}
            strokeDasharray="2 4"
            data-theory-line={p ?? "mean"}
          />
        ))}
      {names.includes(null) &&
        levels.map((level) => {
          const mark = level.meanUs === null ? null : place(placeOnAxis(level, axis), level.meanUs);
          if (mark === null) return null;
          const { across, up } = mark;
          return (
            <path
              key={`${across} ${up}`}
              d={`M${across - 3} ${up - 3}l6 6m0 -6l-6 6`}
              data-measured-mean=""
            />
          );
        })}
    </g>
  );
}

/** Where it leaves the plot the line breaks off, and goes on where it comes back. */
function pathOf(
  { points }: SweepTheory,
  p: number | null,
  axis: SweepAxis,
  place: (at: number | null, us: number) => { readonly across: number; readonly up: number } | null,
): string {
  let isDrawing = false;
  let path = "";
  for (const point of points) {
    const found = point.latencies.find((each) => each.p === p);
    const mark = found === undefined ? null : place(placeOnAxis(point, axis), found.us);
    if (mark !== null) path += `${isDrawing ? "L" : "M"}${mark.across} ${mark.up}`;
    isDrawing = mark !== null;
  }
  return path;
}
