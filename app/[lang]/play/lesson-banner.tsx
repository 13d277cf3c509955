import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";

type LessonBannerProps = { readonly href: string; readonly title: string; readonly locale: Locale };

/** Above a draft that came from a lesson: the way back. */
export function LessonBanner({ href, title, locale }: LessonBannerProps) {
  const words = dictionaries[locale].lessons.playground;
  return (
    <p className="flex flex-wrap items-center gap-x-4 border-hairline border-b bg-accent-soft px-3 py-1 text-sm">
      <Link href={href} className="text-link inline-flex min-h-control items-center gap-1.5">
        <ArrowLeft aria-hidden="true" className="size-4" />
        {formatText(words.back, { title: title.replaceAll("`", "") })}
      </Link>
      <span className="text-ink-soft">{words.from}</span>
    </p>
  );
}
