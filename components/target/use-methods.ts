"use client";

import { useCallback, useEffect, useState } from "react";
import type { FailureView, TargetMethod, TargetParts, TargetSource } from "./target.ts";

export type MethodList<Method extends TargetMethod = TargetMethod> =
  | { readonly kind: "reading" }
  | { readonly kind: "known"; readonly of: string; readonly methods: readonly Method[] }
  | { readonly kind: "failed"; readonly failure: FailureView };

/** The methods of a source, read from its schema whenever it is another one, and a function that reads them anew. */
export function useMethods<Method extends TargetMethod>(
  parts: TargetParts<Method>,
  source: TargetSource | undefined,
): readonly [MethodList<Method>, () => void] {
  const [list, setList] = useState<MethodList<Method>>({ kind: "reading" });
  const [again, setAgain] = useState(0);
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
  const retry = useCallback(() => setAgain((count) => count + 1), []);
  return [list, retry];
}

/** Those of `list` that are the source's own; none while they are read. */
export function methodsOf<Method extends TargetMethod>(
  list: MethodList<Method>,
  sourceId: string,
): readonly Method[] {
  return list.kind === "known" && list.of === sourceId ? list.methods : [];
}
