"use client";

import { useEffect, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { type BeatKind, beats } from "#lib/lessons/lesson-marks.ts";
import { rememberPlace } from "./progress-store.ts";

type BeatRailProps = {
  readonly slug: string;
  /** Brings the text into sight where only one part fits on the screen. */
  readonly onGo: () => void;
};

/** The five beats as a thin rail of links; the one being read is marked, remembered as the learner's place, and kept in the other language. */
export function BeatRail({ slug, onGo }: BeatRailProps) {
  const words = useText().text.lessons;
  const here = useBeatInSight();
  useEffect(() => {
    if (here !== null) rememberPlace(slug, here);
  }, [slug, here]);
  return (
    <nav aria-label={words.steps} data-reading-place={here ?? undefined} className="min-w-0">
      <ol className="flex items-center">
        {beats.map((kind, index) => (
          <li key={kind} className="flex items-center">
            {index > 0 && <span aria-hidden="true" className="h-px w-2 bg-hairline-strong sm:w-4" />}
            <a
              href={`#${kind}`}
              onClick={onGo}
              aria-current={here === kind ? "step" : undefined}
              className={classNames(
                "flex h-control min-w-6 items-center justify-center border-b-2 px-1 pt-0.5 text-sm sm:px-1.5",
                here === kind
                  ? "border-accent font-medium text-ink"
                  : "border-transparent text-ink-soft hover:text-ink",
              )}
            >
              {words.beats[kind]}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The beat at the top of what is seen; the last one that begins in the upper third of the window. */
function useBeatInSight(): BeatKind | null {
  const [here, setHere] = useState<BeatKind | null>(null);
  useEffect(() => {
    const look = () => {
      const line = window.innerHeight / 3;
      const begun = beats.filter((kind) => {
        const box = document.getElementById(kind)?.getBoundingClientRect();
        return box !== undefined && box.height > 0 && box.top < line;
      });
      const found = begun.at(-1) ?? beats[0];
      if (document.getElementById(found)?.offsetParent !== null) setHere(found);
    };
    look();
    // Scrolling does not bubble: what scrolls is the text's own pane.
    document.addEventListener("scroll", look, { capture: true, passive: true });
    window.addEventListener("hashchange", look);
    // The page is laid out anew when it is taken over from the server.
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => {
      observer.disconnect();
      document.removeEventListener("scroll", look, { capture: true });
      window.removeEventListener("hashchange", look);
    };
  }, []);
  return here;
}
