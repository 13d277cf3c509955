export type Sample = { readonly bytes: number; readonly ms: number };

export function fit(samples: readonly Sample[]): { alphaMs: number; bytesPerMs: number } {
  const bytes = samples.reduce((sum, sample) => sum + sample.bytes, 0);
  const ms = samples.reduce((sum, sample) => sum + sample.ms, 0);
  return { alphaMs: 0, bytesPerMs: bytes / ms };
}
