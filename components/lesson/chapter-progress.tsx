"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { useProgress } from "./use-progress.ts";

/** How many lessons of a chapter have been passed, in words and as a bar. */
export function ChapterProgress({ slugs }: { readonly slugs: readonly string[] }) {
  const words = useText().text.lessons;
  const lessons = useProgress()?.progress.lessons;
  const passed = slugs.filter((slug) => lessons?.[slug]?.passedAtUnixMs != null).length;
  return (
    <span className={`flex items-center gap-2 ${lessons === undefined ? "invisible" : ""}`}>
      {formatText(words.progressOf, { passed, total: slugs.length })}
      <span aria-hidden="true" className="h-1 w-20 overflow-hidden rounded-full bg-hairline">
        <span className="block h-full bg-ok" style={{ width: `${(100 * passed) / slugs.length}%` }} />
      </span>
    </span>
  );
}
