"use client";

import { useEffect, useState } from "react";
import type { CallMethod, CompareParts, FailureView } from "./compare-parts.ts";

export type DescribedMethods =
  | { readonly kind: "reading" }
  | { readonly kind: "known"; readonly of: string; readonly methods: readonly CallMethod[] }
  | { readonly kind: "failed"; readonly failure: FailureView };

/** The unary methods of a source, read from its schema whenever it is another one; `again` reads anew. */
export function useDescribed(parts: CompareParts, sourceId: string, again: number): DescribedMethods {
  const [methods, setMethods] = useState<DescribedMethods>({ kind: "reading" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry reads the same source again
  useEffect(() => {
    const stop = new AbortController();
    setMethods({ kind: "reading" });
    parts.describe(sourceId, stop.signal).then(
      (told) => {
        if (stop.signal.aborted) return;
        if (told.ok) setMethods({ kind: "known", of: sourceId, methods: told.methods });
        else setMethods({ kind: "failed", failure: told.failure });
      },
      () => undefined,
    );
    return () => stop.abort();
  }, [parts, sourceId, again]);
  return methods;
}
