import { params } from "./params";

export type Sample = {
  readonly tsMs: number;
  readonly temp: number;
  readonly ok: boolean;
  readonly sensor: string;
};

// en: A thousand readings, one per second: four sensors, one after another.
// zh: 一千条读数，每秒一条：四个传感器，一个接一个。
export function readSensors(): readonly Sample[] {
  if (params.samples !== null) return params.samples;
  const next = createRandom(7);
  let tsMs = 1_780_000_000_000;
  let tenths = 215;
  return Array.from({ length: 1_000 }, (_, index) => {
    tsMs += 980 + Math.floor(41 * next());
    tenths += Math.floor(9 * next()) - 4;
    const sensor = `greenhouse-${1 + Math.floor(index / 250)}`;
    return { tsMs, temp: tenths / 10, ok: next() > 0.02, sensor };
  });
}

// en: The same numbers in every run, so that two runs can be compared.
// zh: 每次运行都是同一串数，这样两次运行才好比较。
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
