"use client";

import { type ReactNode, useEffect, useState } from "react";
import { preloadMonaco } from "#components/editor/monaco/preload-monaco.ts";
import type { LessonPlayground, LessonPlaygroundProps } from "./lesson-playground.tsx";

// Asked for while the page is still being taken over, so that both loads overlap.
const feature = typeof window === "undefined" ? null : import("./lesson-playground.tsx");
if (typeof window !== "undefined") preloadMonaco();

/** Shows the preview that the server drew until the playground's own scripts are here. */
export function LessonEntry({ preview, ...props }: LessonPlaygroundProps & { readonly preview: ReactNode }) {
  const [Feature, setFeature] = useState<typeof LessonPlayground | null>(null);
  useEffect(() => {
    let isOver = false;
    void feature?.then((module) => {
      if (!isOver) setFeature(() => module.LessonPlayground);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return Feature === null ? preview : <Feature key={props.place.slug} {...props} />;
}
