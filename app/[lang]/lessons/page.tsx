import type { Metadata } from "next";
import { type LoadedLesson, lessonNumber, readChapters } from "#app/_data/lessons.ts";
import { type PageProps, readLocale } from "#app/_data/page-locale.ts";
import { pageMetadata } from "#app/_data/page-metadata.ts";
import { ReadingPage } from "#app/_shell/reading-page.tsx";
import { ContinueLink } from "#components/lesson/continue-link.tsx";
import { ProgressFile } from "#components/lesson/progress-file.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { ChapterSection } from "./chapter-section.tsx";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const locale = await readLocale(props);
  const { title, description } = dictionaries[locale].lessons;
  return pageMetadata({ locale, path: "/lessons", title, description });
}

/** The map of the course. */
export default async function LessonsPage(props: PageProps) {
  const locale = await readLocale(props);
  const chapters = await readChapters();
  const words = dictionaries[locale].lessons;
  const all = chapters.flatMap(({ lessons }) => lessons.map((lesson) => toEntry(lesson, locale)));
  return (
    <ReadingPage locale={locale} className="pt-8 pb-16 sm:pt-12">
      <h1 className="text-2xl sm:text-3xl">{words.title}</h1>
      <p className="mt-3 max-w-[62ch] text-ink-soft text-lg">{words.lead}</p>
      <ContinueLink lessons={all} />
      <div className="mt-10 grid gap-10">
        {chapters.map(({ id, lessons }) => (
          <ChapterSection key={id} id={id} lessons={lessons} locale={locale} />
        ))}
      </div>
      <ProgressFile />
    </ReadingPage>
  );
}

function toEntry(lesson: LoadedLesson, locale: Locale) {
  return { slug: lesson.slug, title: `${lessonNumber(lesson)} ${lesson.texts[locale].title}` };
}
