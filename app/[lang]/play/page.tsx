import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findLesson } from "#app/_data/lessons.ts";
import { readLimits } from "#app/_data/limits.ts";
import { toPageLimits } from "#app/_data/page-limits.ts";
import { pageMetadata } from "#app/_data/page-metadata.ts";
import { readRecordedRunFiles, readRecordedRuns } from "#app/_data/recorded-runs.ts";
import { readStarters } from "#app/_data/starter.ts";
import { PlaygroundEntry } from "#components/playground/playground-entry.tsx";
import { PlaygroundPreview } from "#components/playground/playground-preview.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { isLocale } from "#lib/i18n/locales.ts";
import { LessonBanner } from "./lesson-banner.tsx";

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
  const starters = readStarters(lang);
  const recorded = readRecordedRuns(lang);
  return (
    <>
      {lesson !== null && (
        <LessonBanner
          href={`/${lang}/lessons/${lesson.slug}`}
          title={lesson.texts[lang].title}
          locale={lang}
        />
      )}
      <div className="min-h-0 flex-1">
        <PlaygroundEntry
          starters={starters}
          recordedRuns={readRecordedRunFiles(lang)}
          limits={toPageLimits(readLimits())}
          preview={
            <PlaygroundPreview
              locale={lang}
              text={dictionaries[lang]}
              files={[...starters[0].files].sort(
                (a, b) => Number(b.path === "server.ts") - Number(a.path === "server.ts"),
              )}
              runs={recorded === null ? null : [recorded.blocking, recorded.allAtOnce]}
            />
          }
        />
      </div>
    </>
  );
}
