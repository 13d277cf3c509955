import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import { placeOnAxis, type SweepAxis, type SweepLevel, type SweepModel } from "./sweep-model.ts";

const lines = [
  { p: 0.5, dash: undefined, width: 2 },
  { p: 0.95, dash: "6 3", width: 1.75 },
  { p: 0.99, dash: "1.5 3", width: 1.75 },
] as const;

type SweepMarksProps = {
  readonly model: SweepModel;
  readonly axis: SweepAxis;
  readonly hidden: ReadonlySet<number>;
  readonly nameOf: (p: number) => string;
};

/** Three lines over the levels, in the order of the levels: where throughput falls back, the line turns left. */
export function SweepMarks({ model, axis, hidden, nameOf }: SweepMarksProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  if (x === undefined || y === undefined || plot === undefined) return null;
  const drawn = lines
    .filter(({ p }) => !hidden.has(p))
    .map((line) => {
      const marks = model.levels.flatMap((level) => {
        const mark = markOf(level, line.p, axis);
        return mark === null ? [] : [{ ...mark, x: x(mark.at) ?? 0, y: y(mark.value) ?? 0 }];
      });
      return { ...line, marks, last: marks.at(-1) };
    });
  const names = apart(drawn.flatMap(({ p, last }) => (last === undefined ? [] : [{ p, y: last.y + 4 }])));
  return drawn.map(({ p, dash, width, marks, last }) => (
    <g key={p} stroke="var(--series-a)" fill="none" data-sweep-line={p}>
      <path
        d={marks.map((mark, index) => `${index === 0 ? "M" : "L"}${mark.x} ${mark.y}`).join("")}
        strokeWidth={width}
        strokeDasharray={dash}
      />
      {marks.map((mark) => (
        <g key={mark.index}>
          <path
            d={`M${mark.x} ${y(mark.lower) ?? mark.y}V${y(mark.upper) ?? mark.y}`}
            strokeOpacity={0.55}
            strokeWidth={1.25}
          />
          <circle
            cx={mark.x}
            cy={mark.y}
            r={3.25}
            fill={mark.isHollow ? "var(--surface)" : "var(--series-a)"}
            data-hollow={mark.isHollow || undefined}
          />
        </g>
      ))}
      {last !== undefined && (
        <text
          x={Math.min(last.x + 7, plot.x + plot.width)}
          y={names.get(p) ?? last.y}
          textAnchor={last.x + 36 > plot.x + plot.width ? "end" : "start"}
          dy={last.x + 36 > plot.x + plot.width ? -9 : 0}
          fontSize={11}
          fill="var(--ink-soft)"
          stroke="none"
        >
          {nameOf(p)}
        </text>
      )}
    </g>
  ));
}

/** Names of lines that end at nearly the same height stand above each other, the slower one on top. */
function apart(names: readonly { readonly p: number; readonly y: number }[]): ReadonlyMap<number, number> {
  const placed = new Map<number, number>();
  let lowest = Number.POSITIVE_INFINITY;
  for (const { p, y } of names) {
    lowest = Math.min(y, lowest - nameHeight);
    placed.set(p, lowest);
  }
  return placed;
}

const nameHeight = 12;

function markOf(level: SweepLevel, p: number, axis: SweepAxis) {
  const at = placeOnAxis(level, axis);
  const percentile = level.percentiles.find((each) => each.p === p);
  if (at === null || percentile === undefined) return null;
  const { value, lower, upper, enough } = percentile;
  return {
    index: level.achievedPerSecond + (level.offeredPerSecond ?? level.concurrency) * 1e6,
    at,
    value,
    lower: lower ?? value,
    upper: upper ?? value,
    isHollow: level.isUnstable || !enough,
  };
}

/** Capacity and knee as lines through the plot, named at their tops. */
export function SweepRules({
  capacity,
  knee,
  words,
}: {
  readonly capacity: number | null;
  readonly knee: number | null;
  readonly words: { readonly capacity: string; readonly knee: string };
}) {
  const x = useXAxisScale();
  const plot = usePlotArea();
  if (x === undefined || plot === undefined) return null;
  const rule = (at: number | null, name: string, row: number, dash: string) => {
    if (at === null) return null;
    const place = x(at) ?? 0;
    if (place < plot.x || place > plot.x + plot.width) return null;
    const isRight = place > plot.x + plot.width / 2;
    return (
      <g data-rule={row === 0 ? "capacity" : "knee"}>
        <path
          d={`M${place} ${plot.y}v${plot.height}`}
          stroke={row === 0 ? "var(--limit)" : "var(--ink-faint)"}
          strokeDasharray={dash}
          strokeWidth={1.25}
        />
        <text
          x={place + (isRight ? -5 : 5)}
          y={plot.y + 12 + row * 14}
          textAnchor={isRight ? "end" : "start"}
          fontSize={11}
          fill={row === 0 ? "var(--limit)" : "var(--ink-soft)"}
        >
          {name}
        </text>
      </g>
    );
  };
  return (
    <>
      {rule(capacity, words.capacity, 0, "5 3")}
      {rule(knee, words.knee, 1, "2 3")}
    </>
  );
}
