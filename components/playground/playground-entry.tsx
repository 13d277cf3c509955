"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { preloadMonaco } from "#components/editor/monaco/preload-monaco.ts";
import type { Playground, PlaygroundProps } from "./playground.tsx";

// Asked for while the page is still being taken over, so that both loads overlap.
const feature = typeof window === "undefined" ? null : import("./playground.tsx");
if (typeof window !== "undefined") preloadMonaco();

/** Shows the preview that the server drew until the feature's own scripts are here, and the page knows what this tab's draft began with. */
export function PlaygroundEntry({ preview, ...props }: PlaygroundProps & { readonly preview: ReactNode }) {
  const { starters, asked } = props;
  const [Feature, setFeature] = useState<typeof Playground | null>(null);
  const router = useRouter();
  const loading = useRef<string | null>(null);
  useEffect(() => {
    let isOver = false;
    void feature?.then((module) => {
      if (isOver) return;
      const slug = module.lessonToLoad(starters, asked);
      // Asked once: a lesson that is gone does not come with the next answer either.
      if (slug === null || loading.current === slug) return setFeature(() => module.Playground);
      loading.current = slug;
      router.replace(`?${new URLSearchParams({ lesson: slug })}`, { scroll: false });
    });
    return () => {
      isOver = true;
    };
  }, [starters, asked, router]);
  return Feature === null ? preview : <Feature {...props} />;
}
