"use client";

import type { ReactNode } from "react";
import { useLate } from "#components/target/use-late.ts";
import type { CompareFeatureProps } from "./compare-feature.tsx";

// Asked for while the page is still being taken over, so that both loads overlap.
const loading = typeof window === "undefined" ? null : import("./compare-feature.tsx");

/** Shows the preview that the server drew until the feature's own scripts are here. */
export function CompareEntry({ preview, ...props }: CompareFeatureProps & { readonly preview: ReactNode }) {
  const module = useLate(loading);
  return module === null ? preview : <module.CompareFeature {...props} />;
}
