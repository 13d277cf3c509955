import Link from "next/link";
import { type ChapterId, type LoadedLesson, lessonNumber } from "#app/_data/lessons.ts";
import { ChapterProgress } from "#components/lesson/chapter-progress.tsx";
import { InlineText, plainText } from "#components/lesson/inline-text.tsx";
import { LessonMark } from "#components/lesson/lesson-mark.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";

type ChapterSectionProps = {
  readonly id: ChapterId;
  readonly lessons: readonly LoadedLesson[];
  readonly locale: Locale;
};

/** One chapter of the map: what it is about and its lessons, or that they are still to come. */
export function ChapterSection({ id, lessons, locale }: ChapterSectionProps) {
  const words = dictionaries[locale].lessons;
  const { title, about } = words.chapters[id];
  const number = Number.parseInt(id, 10);
  const heading = formatText(number === 0 ? words.prologueTitle : words.chapterTitle, { number, title });
  const isComing = lessons.length === 0;
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-16">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-hairline-strong border-b pb-2">
        <h2 id={`${id}-title`} className={isComing ? "text-ink-soft text-xl" : "text-xl"}>
          {heading}
        </h2>
        <span className="ml-auto text-ink-soft text-sm">
          {isComing ? words.coming : <ChapterProgress slugs={lessons.map(({ slug }) => slug)} />}
        </span>
        <p className="w-full text-ink-soft">{about}</p>
      </div>
      {!isComing && (
        <ol>
          {lessons.map((lesson) => (
            <LessonRow key={lesson.slug} lesson={lesson} locale={locale} />
          ))}
        </ol>
      )}
    </section>
  );
}

function LessonRow({ lesson, locale }: { readonly lesson: LoadedLesson; readonly locale: Locale }) {
  const words = dictionaries[locale].lessons;
  const { title, teaches } = lesson.texts[locale];
  return (
    <li className="border-hairline border-b">
      <Link
        href={`/${locale}/lessons/${lesson.slug}`}
        aria-label={`${lessonNumber(lesson)} ${plainText(title)}`}
        className="grid grid-cols-[2.5rem_1fr] items-baseline gap-x-3 gap-y-0.5 rounded-control py-3 hover:bg-ink/4 sm:grid-cols-[2.5rem_1fr_auto_auto] sm:px-2"
      >
        <span className="text-ink-soft tabular-nums">{lessonNumber(lesson)}</span>
        <span className="min-w-0">
          <span className="font-semibold text-base text-ink">
            <InlineText>{title}</InlineText>
          </span>
          <span className="block max-w-[62ch] text-ink-soft">
            <InlineText>{teaches}</InlineText>
          </span>
        </span>
        <span className="text-ink-soft text-sm tabular-nums max-sm:col-start-2">
          {formatPlural(locale, words.minutes, lesson.lesson.minutes)}
        </span>
        <LessonMark slug={lesson.slug} />
      </Link>
    </li>
  );
}
