"use client";

import { type ReactNode, useEffect, useState } from "react";
import type { LoadFeature, LoadFeatureProps } from "./load-feature.tsx";

// Asked for while the page is still being taken over, so that both loads overlap.
const feature = typeof window === "undefined" ? null : import("./load-feature.tsx");

/** Shows the preview that the server drew until the feature's own scripts are here. */
export function LoadEntry({ preview, ...props }: LoadFeatureProps & { readonly preview: ReactNode }) {
  const [Feature, setFeature] = useState<typeof LoadFeature | null>(null);
  useEffect(() => {
    let isOver = false;
    void feature?.then((module) => {
      if (!isOver) setFeature(() => module.LoadFeature);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return Feature === null ? preview : <Feature {...props} />;
}
