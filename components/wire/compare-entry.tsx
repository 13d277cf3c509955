"use client";

import { type ReactNode, useEffect, useState } from "react";
import type { CompareFeature } from "./compare-feature.tsx";
import type { CompareParts } from "./compare-parts.ts";

// Asked for while the page is still being taken over, so that both loads overlap.
const feature = typeof window === "undefined" ? null : import("./compare-feature.tsx");

type CompareEntryProps = { readonly parts: () => CompareParts; readonly preview: ReactNode };

/** Shows the preview that the server drew until the feature's own scripts are here. */
export function CompareEntry({ parts, preview }: CompareEntryProps) {
  const [shown, setShown] = useState<{ Feature: typeof CompareFeature; parts: CompareParts } | null>(null);
  useEffect(() => {
    let isOver = false;
    void feature?.then((module) => {
      if (!isOver) setShown({ Feature: module.CompareFeature, parts: parts() });
    });
    return () => {
      isOver = true;
    };
  }, [parts]);
  return shown === null ? preview : <shown.Feature parts={shown.parts} />;
}
