import { type PageProps, readLocale } from "#app/_data/page-locale.ts";
import { pageMetadata } from "#app/_data/page-metadata.ts";
import { readRecordedRuns } from "#app/_data/recorded-runs.ts";
import { readOrigin } from "#app/_data/request-facts.ts";
import { ArticleSection } from "#app/_landing/article-section.tsx";
import { Hero } from "#app/_landing/hero.tsx";
import { Proofs } from "#app/_landing/proofs.tsx";
import { RecordedTimelines } from "#app/_landing/recorded-timelines.tsx";
import { SandboxSection } from "#app/_landing/sandbox-section.tsx";
import { TerminalSection } from "#app/_landing/terminal-section.tsx";
import { ReadingPage } from "#app/_shell/reading-page.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";

export async function generateMetadata(props: PageProps) {
  return pageMetadata({ locale: await readLocale(props), path: "" });
}

export default async function LandingPage(props: PageProps) {
  const locale = await readLocale(props);
  const origin = await readOrigin();
  const runs = readRecordedRuns(locale);
  const { host, article } = dictionaries[locale].landing;
  return (
    <ReadingPage locale={locale}>
      <Hero locale={locale} />
      {runs !== null && <RecordedTimelines locale={locale} runs={runs} />}
      <Proofs locale={locale} runs={runs} host={new URL(origin).host} />
      <div className="mt-16">
        <TerminalSection locale={locale} origin={origin} />
        <SandboxSection locale={locale} />
        <ArticleSection id="host" title={host.title}>
          <p className="mb-4 max-w-[70ch] text-ink-soft">{host.meaning}</p>
          <CodeBlock title={host.block} code={"npm ci\nnpm start"} copyLabel={host.copy} />
        </ArticleSection>
        <ArticleSection id="article" title={article.title}>
          <p className="max-w-[70ch] text-ink-soft">{article.meaning}</p>
        </ArticleSection>
      </div>
    </ReadingPage>
  );
}
