export type Sample = { readonly bytes: number; readonly ms: number };

export function fit(samples: readonly Sample[]): { alphaMs: number; bytesPerMs: number } {
  const sizes = samples.map(({ bytes }) => bytes);
  const small = medianAt(Math.min(...sizes));
  const large = medianAt(Math.max(...sizes));
  const bytesPerMs = (large.bytes - small.bytes) / (large.ms - small.ms);
  return { alphaMs: small.ms - small.bytes / bytesPerMs, bytesPerMs };

  function medianAt(bytes: number): Sample {
    const times = samples.filter((sample) => sample.bytes === bytes).map(({ ms }) => ms);
    times.sort((a, b) => a - b);
    return { bytes, ms: times[Math.floor((times.length - 1) / 2)] };
  }
}
