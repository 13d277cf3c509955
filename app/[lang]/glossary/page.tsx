import { type LoadedLesson, lessonNumber, readLessons } from "#app/_data/lessons.ts";
import { type PageProps, readLocale } from "#app/_data/page-locale.ts";
import { pageMetadata } from "#app/_data/page-metadata.ts";
import { ReadingPage } from "#app/_shell/reading-page.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { type Locale, languageTags } from "#lib/i18n/locales.ts";
import { glossary } from "#lib/lessons/glossary.ts";
import { type GlossaryRow, GlossaryTable } from "./glossary-table.tsx";

export async function generateMetadata(props: PageProps) {
  const locale = await readLocale(props);
  const { title, description } = dictionaries[locale].glossary;
  return pageMetadata({ locale, path: "/glossary", title, description });
}

/** Every word with its meaning and its twin in the other language, whole in the page; the search filters what is there. */
export default async function GlossaryPage(props: PageProps) {
  const locale = await readLocale(props);
  const text = dictionaries[locale].glossary;
  const rows = toRows(locale, await readLessons());
  return (
    <ReadingPage locale={locale} className="py-12">
      <h1 className="text-2xl">{text.title}</h1>
      <p className="prose mt-3 text-ink-soft">{text.lead}</p>
      <GlossaryTable rows={rows} />
    </ReadingPage>
  );
}

function toRows(locale: Locale, lessons: readonly LoadedLesson[]): GlossaryRow[] {
  const other = locale === "en" ? "zh" : "en";
  const collator = new Intl.Collator(languageTags[locale]);
  return Object.entries(glossary)
    .map(([id, entry]) => ({
      id,
      word: entry[locale],
      twin: entry[other],
      meaning: entry.meaning[locale],
      lessons: lessons
        .filter((lesson) => lessonNumber(lesson) === entry.lesson || lesson.terms.includes(id))
        .map((lesson) => ({
          slug: lesson.slug,
          number: lessonNumber(lesson),
          title: lesson.texts[locale].title,
        })),
    }))
    .sort((a, b) => collator.compare(a.word, b.word));
}
