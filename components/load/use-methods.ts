"use client";

import { useEffect, useState } from "react";
import type { FailureView, LoadMethod, LoadParts } from "./load-parts.ts";
import type { LoadSource } from "./load-source.ts";

export type MethodList =
  | { readonly kind: "reading" }
  | { readonly kind: "known"; readonly of: string; readonly methods: readonly LoadMethod[] }
  | { readonly kind: "failed"; readonly failure: FailureView };

/** The unary methods of a source, read from its schema whenever it is another one; `again` reads anew. */
export function useMethods(parts: LoadParts, source: LoadSource | undefined, again: number): MethodList {
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
