export type Sample = { readonly bytes: number; readonly ms: number };

/**
 * en: The line ms = alphaMs + bytes / bytesPerMs that lies closest to the samples.
 * zh: 求一条最贴近这些样本的直线：ms = alphaMs + bytes / bytesPerMs。
 */
export function fit(samples: readonly Sample[]): { alphaMs: number; bytesPerMs: number } {
  return { alphaMs: 0, bytesPerMs: 0 };
}
