"use client";

import { type ReactNode, useEffect, useState } from "react";
import type { CostFeature, CostFeatureProps } from "./cost-feature.tsx";

// Asked for while the page is still being taken over, so that both loads overlap.
const feature = typeof window === "undefined" ? null : import("./cost-feature.tsx");

/** Shows the preview that the server drew until the feature's own scripts are here. */
export function CostEntry({ preview, ...props }: CostFeatureProps & { readonly preview: ReactNode }) {
  const [Feature, setFeature] = useState<typeof CostFeature | null>(null);
  useEffect(() => {
    let isOver = false;
    void feature?.then((module) => {
      if (!isOver) setFeature(() => module.CostFeature);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return Feature === null ? preview : <Feature {...props} />;
}
