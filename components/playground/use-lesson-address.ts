"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { lessonOfStarter, type Starters } from "./starter.ts";
import type { DraftControl } from "./use-draft.ts";

/**
 * `?lesson=` names the lesson that the draft on screen began with, so that a reload and the other language begin there as
 * well. Where the page does not know that lesson yet, the server is asked for it.
 */
export function useLessonAddress({ origin, starterId }: DraftControl, starters: Starters): void {
  const router = useRouter();
  const path = usePathname();
  const slug = lessonOfStarter(starterId);
  const isKnown = slug === null || starters.some(({ id }) => id === starterId);
  useEffect(() => {
    if (origin === null) return;
    const query = new URLSearchParams(location.search);
    if (query.get("lesson") === slug) return;
    if (slug === null) query.delete("lesson");
    else query.set("lesson", slug);
    const address = `${path}${query.size === 0 ? "" : `?${query}`}${location.hash}`;
    if (isKnown) window.history.replaceState(null, "", address);
    else router.replace(address, { scroll: false });
  }, [origin, slug, isKnown, path, router]);
}
