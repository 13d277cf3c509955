import type { Dot, Spot } from "./dots.ts";
import { type SeriesKey, seriesStyles } from "./series-style.ts";

type StartMarksProps = { readonly dots: readonly Dot[]; readonly spots: readonly Spot[] };

/** All calls of a kind are one shape: a thousand marks are four SVG nodes, and none is left out. */
export function StartMarks({ dots, spots }: StartMarksProps) {
  return (
    <>
      <Marks dots={dots} spots={spots} />
      <Repeats spots={spots} />
    </>
  );
}

function Marks({ dots, spots }: StartMarksProps) {
  const radius = dots.length > 3_000 ? 1.25 : dots.length > 1_000 ? 1.75 : dots.length > 300 ? 2.5 : 3.5;
  const kinds = (["a", "b"] as const).flatMap((key) => [
    { key, isOk: true },
    { key, isOk: false },
  ]);
  return kinds.map(({ key, isOk }) => {
    const places = spots.filter((_, index) => {
      const dot = dots[index];
      return dot?.run.key === key && (dot.point.outcome === "ok") === isOk;
    });
    if (places.length === 0) return null;
    const d = withoutRepeats(places)
      .map((spot) => (isOk ? outlineOf(key, spot, radius) : crossAt(spot, radius)))
      .join("");
    return (
      <path key={`${key}/${isOk}`} d={d} {...lookOf(key, isOk)} data-marks={isOk ? key : `${key}-apart`} />
    );
  });
}

/** More places than this with marks on top of each other would be a page of numbers. */
const maxRepeats = 12;
/** Above this many marks, two that meet by chance are not worth a word. */
const manyMarks = 100;

/** Marks that lie on one another look like one: beside them stands how many they are. */
function Repeats({ spots }: Pick<StartMarksProps, "spots">) {
  const piles = new Map<string, { readonly spot: Spot; readonly count: number }>();
  for (const spot of spots) {
    const key = `${Math.round(spot.x / 2)}/${Math.round(spot.y / 2)}`;
    piles.set(key, { spot, count: (piles.get(key)?.count ?? 0) + 1 });
  }
  const least = spots.length > manyMarks ? 3 : 2;
  const tall = [...piles.values()].filter(({ count }) => count >= least);
  if (tall.length > maxRepeats) return null;
  return tall.map(({ spot: { x, y }, count }) => (
    <text key={`${x}/${y}`} x={x + 8} y={y + 4} fontSize={11} fill="var(--ink-soft)" data-repeats={count}>
      ×{count}
    </text>
  ));
}

/** Marks on the same half pixel are the same picture. */
function withoutRepeats(spots: readonly Spot[]): readonly Spot[] {
  const seen = new Set<string>();
  return spots.filter(({ x, y }) => {
    const key = `${Math.round(x * 2)}/${Math.round(y * 2)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Run A's disc, run B's diamond. */
export function outlineOf(key: SeriesKey, { x, y }: Spot, radius: number): string {
  const [cx, cy] = [x.toFixed(1), y.toFixed(1)];
  if (key === "a") {
    return `M${(x - radius).toFixed(1)} ${cy}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
  }
  const r = radius * 1.3;
  return `M${cx} ${(y - r).toFixed(1)}l${r} ${r}l${-r} ${r}l${-r} ${-r}z`;
}

function crossAt({ x, y }: Spot, r: number): string {
  return `M${(x - r).toFixed(1)} ${(y - r).toFixed(1)}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`;
}

/** Whatever did not succeed is a cross in the colour of failure; run B's are dashed. */
function lookOf(key: SeriesKey, isOk: boolean) {
  const { colour, dash } = seriesStyles[key];
  if (!isOk) {
    const strokeDasharray = dash === undefined ? undefined : "2 1.5";
    return { stroke: "var(--failed)", strokeWidth: 2, strokeDasharray, fill: "none" };
  }
  const fillOpacity = key === "a" ? 0.5 : 0;
  return { stroke: colour, strokeWidth: 1, fill: colour, fillOpacity };
}
