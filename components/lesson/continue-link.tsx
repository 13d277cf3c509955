"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useText } from "#components/i18n/use-text.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import { type BeatKind, beats } from "#lib/lessons/lesson-marks.ts";
import { plainText } from "./inline-text.tsx";
import { useProgress } from "./use-progress.ts";

type ContinueLinkProps = {
  /** In the order of the course. */
  readonly lessons: readonly { readonly slug: string; readonly title: string }[];
};

/** To where the learner was, or to the first lesson. */
export function ContinueLink({ lessons }: ContinueLinkProps) {
  const { locale, text } = useText();
  const words = text.lessons;
  const last = useProgress()?.progress.last ?? null;
  const [first] = lessons;
  const lesson = lessons.find(({ slug }) => slug === last?.lesson);
  if (first === undefined) return null;
  const beat = beats.find((kind): kind is BeatKind => kind === last?.beat) ?? "see";
  const target = lesson ?? first;
  const title = plainText(target.title);
  return (
    <p className="mt-6">
      <Link
        href={`/${locale}/lessons/${target.slug}${lesson === undefined ? "" : `#${beat}`}`}
        className={`${buttonClass("primary", "large")} h-auto! min-h-control max-w-full whitespace-normal! py-1.5`}
      >
        {lesson === undefined
          ? formatText(words.begin, { title })
          : formatText(words.continue, { title, beat: words.beats[beat] })}
        <ArrowRight aria-hidden="true" className="size-4" />
      </Link>
    </p>
  );
}
