"use client";

import { type ReactNode, useEffect, useState } from "react";
import { preloadMonaco } from "#components/editor/monaco/preload-monaco.ts";
import type { Playground, PlaygroundProps } from "./playground.tsx";

// Asked for while the page is still being taken over, so that both loads overlap.
const feature = typeof window === "undefined" ? null : import("./playground.tsx");
if (typeof window !== "undefined") preloadMonaco();

/** Shows the preview that the server drew until the feature's own scripts are here. */
export function PlaygroundEntry({ preview, ...props }: PlaygroundProps & { readonly preview: ReactNode }) {
  const [Feature, setFeature] = useState<typeof Playground | null>(null);
  useEffect(() => {
    let isOver = false;
    void feature?.then((module) => {
      if (!isOver) setFeature(() => module.Playground);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return Feature === null ? preview : <Feature {...props} />;
}
