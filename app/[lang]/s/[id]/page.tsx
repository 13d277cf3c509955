import type { Metadata } from "next";
import { toLessonStarter } from "#app/_data/lesson-starter.ts";
import { findLesson } from "#app/_data/lessons.ts";
import { readLimits } from "#app/_data/limits.ts";
import { toPageLimits } from "#app/_data/page-limits.ts";
import { type PageProps, readLocale } from "#app/_data/page-locale.ts";
import { pageMetadata } from "#app/_data/page-metadata.ts";
import { readRecordedRunFiles, readRecordedRuns } from "#app/_data/recorded-runs.ts";
import { readSharePage } from "#app/_data/shared-page.ts";
import { readStarters } from "#app/_data/starter.ts";
import PlayLayout from "#app/[lang]/play/layout.tsx";
import { PlaygroundEntry } from "#components/playground/playground-entry.tsx";
import { PlaygroundPreview } from "#components/playground/playground-preview.tsx";
import { lessonOfStarter, type Starters } from "#components/playground/starter.ts";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { SharePage } from "#lib/share/share-page.ts";
import { NoShare, noShareTitle } from "./no-share.tsx";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const locale = await readLocale(props);
  const page = await readSharePage();
  const { title, description } = dictionaries[locale].share.page;
  const facts =
    page.kind === "kept"
      ? { path: `/s/${page.id}`, title, description }
      : { path: "/play", title: noShareTitle(locale, page) };
  // Strangers' code is nothing to be found by searching.
  return { ...(await pageMetadata({ locale, ...facts })), robots: { index: false } };
}

/** A short link: the code it leads to, in the playground; or why there is none. */
export default async function SharedPage(props: PageProps) {
  const locale = await readLocale(props);
  const page = await readSharePage();
  return page.kind === "kept" ? (
    <Shared locale={locale} page={page} />
  ) : (
    <NoShare locale={locale} page={page} />
  );
}

type SharedProps = { readonly locale: Locale; readonly page: Extract<SharePage, { kind: "kept" }> };

async function Shared({ locale, page: { id, snippet, createdAtUnixMs, madeWith } }: SharedProps) {
  const recorded = readRecordedRuns(locale);
  return (
    <PlayLayout>
      <PlaygroundEntry
        key={id}
        starters={await startersFor(snippet.starter, locale)}
        recordedRuns={readRecordedRunFiles(locale)}
        limits={toPageLimits(readLimits())}
        shared={{ kind: "snippet", snippet, short: { id, createdAtUnixMs, madeWith } }}
        preview={
          <PlaygroundPreview
            locale={locale}
            text={dictionaries[locale]}
            files={[...snippet.files].sort((a, b) => rankOf(b.path) - rankOf(a.path))}
            runs={recorded === null ? null : [recorded.blocking, recorded.allAtOnce]}
          />
        }
      />
    </PlayLayout>
  );
}

/** The handlers first, as in the editor. */
function rankOf(path: string): number {
  return Number(path === "server.ts");
}

async function startersFor(starter: string, locale: Locale): Promise<Starters> {
  const [greeter, ...others] = readStarters(locale);
  const slug = lessonOfStarter(starter);
  const lesson = slug === null ? null : ((await findLesson(slug))?.lesson ?? null);
  return [greeter, ...others, ...(lesson === null ? [] : [toLessonStarter(lesson, locale)])];
}
