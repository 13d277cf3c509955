"use client";

import { useEffect, useState } from "react";
import type { CostMethod, CostPageParts, CostSource, FailureView } from "./cost-parts.ts";

export type MethodList =
  | { readonly kind: "reading" }
  | { readonly kind: "known"; readonly of: string; readonly methods: readonly CostMethod[] }
  | { readonly kind: "failed"; readonly failure: FailureView };

/** The methods of a source that can be measured, read from its schema; `again` reads anew. */
export function useCostMethods(
  parts: CostPageParts,
  source: CostSource | undefined,
  again: number,
): MethodList {
  const [list, setList] = useState<MethodList>({ kind: "reading" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry reads the same source again
  useEffect(() => {
    if (source === undefined) return;
    const stop = new AbortController();
    setList({ kind: "reading" });
    parts.describe(source, stop.signal).then(
      (described) => {
        if (stop.signal.aborted) return;
        setList(
          described.ok
            ? { kind: "known", of: source.id, methods: described.methods }
            : { kind: "failed", failure: described.failure },
        );
      },
      () => undefined,
    );
    return () => stop.abort();
  }, [parts, source, again]);
  return list;
}
