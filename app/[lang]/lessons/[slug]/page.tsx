import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { inLanguage } from "#app/_data/lesson-folder.ts";
import { findLesson, type LoadedLesson, lessonNumber } from "#app/_data/lessons.ts";
import { readLimits } from "#app/_data/limits.ts";
import { toPageLimits } from "#app/_data/page-limits.ts";
import { pageMetadata } from "#app/_data/page-metadata.ts";
import { plainText } from "#components/lesson/inline-text.tsx";
import { LessonPreview } from "#components/playground/lesson-preview.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import { isLocale, type Locale } from "#lib/i18n/locales.ts";
import { toLessonFacts } from "./lesson-facts-of.ts";
import { LessonProse } from "./lesson-prose.tsx";
import { LessonScreen } from "./lesson-screen.tsx";

type PageProps = { readonly params: Promise<{ readonly lang: string; readonly slug: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang, slug } = await params;
  const found = await findLesson(slug);
  if (!isLocale(lang) || found === null) return {};
  const { title, teaches } = found.lesson.texts[lang];
  return pageMetadata({
    locale: lang,
    path: `/lessons/${slug}`,
    title: plainText(title),
    description: plainText(teaches),
  });
}

export default async function LessonPage({ params }: PageProps) {
  const { lang, slug } = await params;
  if (!isLocale(lang)) notFound();
  const found = await findLesson(slug);
  if (found === null) notFound();
  const { lesson, previous, next } = found;
  const words = dictionaries[lang].lessons;
  const facts = toLessonFacts(lesson, lang);
  return (
    <LessonScreen
      facts={facts}
      folder={{ chapter: lesson.chapter, name: lesson.name }}
      recorded={lesson.recorded?.file ?? null}
      limits={toPageLimits(readLimits())}
      heading={`${lessonNumber(lesson)} ${facts.text.title}`}
      previous={previous === null ? null : linkTo(previous, lang, words.previous)}
      next={
        next === null
          ? { href: `/${lang}/lessons`, label: words.allDone, isLesson: false }
          : linkTo(next, lang, words.next)
      }
      prose={<LessonProse lesson={lesson} locale={lang} />}
      preview={
        <LessonPreview
          locale={lang}
          text={dictionaries[lang]}
          files={inLanguage(lesson.start, lang)}
          yours={lesson.lesson.yours}
          run={lesson.recorded?.record ?? null}
        />
      }
    />
  );
}

function linkTo(lesson: LoadedLesson, locale: Locale, label: string) {
  return {
    href: `/${locale}/lessons/${lesson.slug}`,
    label: formatText(label, { title: plainText(lesson.texts[locale].title) }),
    isLesson: true,
  };
}
