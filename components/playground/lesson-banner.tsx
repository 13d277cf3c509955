"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";

type LessonBannerProps = { readonly lesson: { readonly slug: string; readonly title: string } };

/** Above a draft that came from a lesson: the way back. */
export function LessonBanner({ lesson }: LessonBannerProps) {
  const { locale, text } = useText();
  const words = text.lessons.playground;
  return (
    <p className="flex flex-wrap items-center gap-x-4 border-hairline border-b bg-accent-soft px-3 py-1 text-sm">
      <Link
        href={`/${locale}/lessons/${lesson.slug}`}
        className="text-link inline-flex min-h-control items-center gap-1.5"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        {formatText(words.back, { title: lesson.title })}
      </Link>
      <span className="text-ink-soft">{words.from}</span>
    </p>
  );
}
