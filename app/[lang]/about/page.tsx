import Link from "next/link";
import { lessonNumber, readLessons } from "#app/_data/lessons.ts";
import { type PageProps, readLocale } from "#app/_data/page-locale.ts";
import { pageMetadata } from "#app/_data/page-metadata.ts";
import { ArticleSection } from "#app/_landing/article-section.tsx";
import { ReadingPage } from "#app/_shell/reading-page.tsx";
import { OriginBadge } from "#components/ui/origin-badge.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { ErrataTable } from "./errata-table.tsx";

export async function generateMetadata(props: PageProps) {
  const locale = await readLocale(props);
  const { title, description } = dictionaries[locale].about;
  return pageMetadata({ locale, path: "/about", title, description });
}

const origins = ["measured", "emulated", "simulated", "recorded"] as const;

/** What this is, where it comes from, how figures are made, and what is known of a visitor. */
export default async function AboutPage(props: PageProps) {
  const locale = await readLocale(props);
  const text = dictionaries[locale].about;
  const lessons = (await readLessons()).map((lesson) => ({
    number: lessonNumber(lesson),
    slug: lesson.slug,
    title: lesson.texts[locale].title,
  }));
  return (
    <ReadingPage locale={locale} className="py-12">
      <h1 className="text-2xl">{text.title}</h1>
      <div className="prose mt-3 mb-10">
        <p>{text.lead}</p>
        <p>{text.parts}</p>
      </div>
      <ArticleSection id="figures" title={text.figures.title}>
        <p className="prose">{text.figures.lead}</p>
        <dl className="mt-4 grid max-w-[62ch] gap-3">
          {origins.map((origin) => (
            <div key={origin} className="grid gap-x-4 gap-y-1 sm:grid-cols-[6rem_1fr]">
              <dt>
                <OriginBadge origin={origin} />
              </dt>
              <dd>{text.figures[origin]}</dd>
            </div>
          ))}
        </dl>
      </ArticleSection>
      <ArticleSection id="article" title={text.article.title}>
        <div className="prose">
          <p>{text.article.lead}</p>
          <p>{text.article.corrected}</p>
        </div>
        <ErrataTable locale={locale} lessons={lessons} />
      </ArticleSection>
      <ArticleSection id="privacy" title={text.privacy.title}>
        <div className="prose">
          <p>{text.privacy.kept}</p>
          <p>{text.privacy.sent}</p>
        </div>
      </ArticleSection>
      <ArticleSection id="licence" title={text.licence.title}>
        <p className="prose">{text.licence.meaning}</p>
        <p className="mt-3 flex flex-wrap gap-x-6 gap-y-2">
          <Link href={`/${locale}#host`} className="inline-flex min-h-6 items-center text-link">
            {text.licence.host}
          </Link>
          <Link href={`/${locale}/glossary`} className="inline-flex min-h-6 items-center text-link">
            {text.licence.glossary}
          </Link>
        </p>
      </ArticleSection>
    </ReadingPage>
  );
}
