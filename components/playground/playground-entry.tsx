"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { preloadMonaco } from "#components/editor/monaco/preload-monaco.ts";
import { LinkBanner } from "#components/share/link-banner.tsx";
import type { OpenedLink } from "#components/share/opened-link.ts";
import { useOpenedLink } from "#components/share/use-opened-link.ts";
import type { Playground, PlaygroundProps } from "./playground.tsx";

// Asked for while the page is still being taken over, so that both loads overlap.
const feature = typeof window === "undefined" ? null : import("./playground.tsx");
if (typeof window !== "undefined") preloadMonaco();

type PlaygroundEntryProps = Omit<PlaygroundProps, "opened"> & {
  /** What the page's own address brings, as the server says. */
  readonly shared?: OpenedLink;
  readonly preview: ReactNode;
};

/**
 * Shows the preview that the server drew until the feature's own scripts are here, and the page knows what a link brought
 * and what this tab's draft began with.
 */
export function PlaygroundEntry({ preview, shared, ...props }: PlaygroundEntryProps) {
  const { starters, asked, limits } = props;
  const [Feature, setFeature] = useState<typeof Playground | null>(null);
  const arrival = useOpenedLink(shared ?? null, limits);
  const router = useRouter();
  const loading = useRef<string | null>(null);
  useEffect(() => {
    if (arrival === undefined) return;
    let isOver = false;
    void feature?.then((module) => {
      if (isOver) return;
      const slug = module.lessonToLoad(starters, asked, arrival.link);
      // Asked once: a lesson that is gone does not come with the next answer either.
      if (slug === null || loading.current === slug) return setFeature(() => module.Playground);
      loading.current = slug;
      router.replace(`?${new URLSearchParams({ lesson: slug })}${location.hash}`, { scroll: false });
    });
    return () => {
      isOver = true;
    };
  }, [starters, asked, arrival, router]);
  if (Feature !== null && arrival !== undefined)
    return <Feature key={arrival.number} {...props} opened={arrival.link} />;
  if (shared === undefined) return preview;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <LinkBanner link={shared} onBack={null} onHide={() => undefined} />
      <div className="min-h-0 flex-1">{preview}</div>
    </div>
  );
}
