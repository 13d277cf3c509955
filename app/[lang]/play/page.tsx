import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { toLessonStarter } from "#app/_data/lesson-starter.ts";
import { findLesson, type LoadedLesson } from "#app/_data/lessons.ts";
import { readLimits } from "#app/_data/limits.ts";
import { toPageLimits } from "#app/_data/page-limits.ts";
import { pageMetadata } from "#app/_data/page-metadata.ts";
import { readRecordedRunFiles, readRecordedRuns } from "#app/_data/recorded-runs.ts";
import { readStarters } from "#app/_data/starter.ts";
import { plainText } from "#components/lesson/inline-text.tsx";
import { LessonBanner } from "#components/playground/lesson-banner.tsx";
import { LessonPreview } from "#components/playground/lesson-preview.tsx";
import { PlaygroundEntry } from "#components/playground/playground-entry.tsx";
import { PlaygroundPreview } from "#components/playground/playground-preview.tsx";
import type { Starter, Starters } from "#components/playground/starter.ts";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { isLocale, type Locale } from "#lib/i18n/locales.ts";

type PageProps = {
  readonly params: Promise<{ readonly lang: string }>;
  readonly searchParams: Promise<{ readonly lesson?: string | readonly string[] }>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params;
  if (!isLocale(lang)) return {};
  const { title, description } = dictionaries[lang].playground;
  return pageMetadata({ locale: lang, path: "/play", title, description });
}

export default async function PlayPage({ params, searchParams }: PageProps) {
  const { lang } = await params;
  if (!isLocale(lang)) notFound();
  const { lesson: slug } = await searchParams;
  const lesson = typeof slug === "string" ? ((await findLesson(slug))?.lesson ?? null) : null;
  const [greeter, ...others] = readStarters(lang);
  const asked = lesson === null ? null : toLessonStarter(lesson, lang);
  const starters: Starters = [greeter, ...others, ...(asked === null ? [] : [asked])];
  return (
    <PlaygroundEntry
      starters={starters}
      recordedRuns={readRecordedRunFiles(lang)}
      limits={toPageLimits(readLimits())}
      {...(asked !== null && { asked: asked.id })}
      preview={<Preview locale={lang} files={(asked ?? greeter).files} lesson={lesson} />}
    />
  );
}

type PreviewProps = {
  readonly locale: Locale;
  readonly files: Starter["files"];
  readonly lesson: LoadedLesson | null;
};

/** What the page opens with, as the server can draw it. */
function Preview({ locale, files, lesson }: PreviewProps) {
  const text = dictionaries[locale];
  if (lesson !== null)
    return (
      <div className="flex h-full min-h-0 flex-col">
        <LessonBanner lesson={{ slug: lesson.slug, title: plainText(lesson.texts[locale].title) }} />
        <div className="min-h-0 flex-1">
          <LessonPreview
            locale={locale}
            text={text}
            files={files}
            yours={lesson.lesson.yours}
            run={lesson.recorded?.record ?? null}
          />
        </div>
      </div>
    );
  const recorded = readRecordedRuns(locale);
  return (
    <PlaygroundPreview
      locale={locale}
      text={text}
      files={[...files].sort((a, b) => Number(b.path === "server.ts") - Number(a.path === "server.ts"))}
      runs={recorded === null ? null : [recorded.blocking, recorded.allAtOnce]}
    />
  );
}
