/**
 * Places for labels on a logarithmic axis: 1, 2 and 5 of every decade where they fit, else only 1 and 5 or only 1.
 * Where 1-2-5 leaves fewer than three, an even ladder in steps of 1-2-5.
 */
export function logTicks(from: number, to: number, maxTicks: number): readonly number[] {
  for (const mantissas of [[1, 2, 5], [1, 5], [1]]) {
    const ticks = ticksOf(mantissas, from, to);
    if (ticks.length >= 3 && ticks.length <= maxTicks) return ticks;
  }
  const decades = ticksOf([1], from, to);
  if (decades.length > maxTicks)
    return decades.filter((_, index) => index % Math.ceil(decades.length / maxTicks) === 0);
  return evenTicks(from, to, maxTicks);
}

/** The small marks between the labels: every whole multiple of each decade, up to five decades. */
export function minorLogTicks(from: number, to: number): readonly number[] {
  if (!(from > 0) || to / from > 1e5) return [];
  return ticksOf([1, 2, 3, 4, 5, 6, 7, 8, 9], from, to);
}

/** An even ladder of at most `maxTicks` places in steps of 1, 2 or 5 times a power of ten. */
export function evenTicks(from: number, to: number, maxTicks: number): readonly number[] {
  if (!(to > from)) return [from];
  const raw = (to - from) / maxTicks;
  const decade = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((each) => each * decade >= raw) ?? 10) * decade;
  const ticks: number[] = [];
  for (let index = Math.ceil(from / step - 1e-9) || 0; index * step <= to + step * 1e-9; index++)
    ticks.push(index * step);
  return ticks;
}

function ticksOf(mantissas: readonly number[], from: number, to: number): readonly number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(from)); 10 ** power <= to; power++) {
    for (const mantissa of mantissas) {
      const tick = mantissa * 10 ** power;
      if (tick >= from * (1 - 1e-9) && tick <= to * (1 + 1e-9)) ticks.push(tick);
    }
  }
  return ticks;
}
