import { type LimitGroup, limitGroups, limitsOf, readLimits } from "#app/_data/limits.ts";
import { type PageProps, readLocale } from "#app/_data/page-locale.ts";
import { pageMetadata } from "#app/_data/page-metadata.ts";
import { ReadingPage } from "#app/_shell/reading-page.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { LimitTable } from "./limit-table.tsx";

export async function generateMetadata(props: PageProps) {
  const locale = await readLocale(props);
  const { title, description } = dictionaries[locale].limits;
  return pageMetadata({ locale, path: "/limits", title, description });
}

export default async function LimitsPage(props: PageProps) {
  const locale = await readLocale(props);
  const text = dictionaries[locale].limits;
  const limits = readLimits();
  const groups = Object.keys(limitGroups) as LimitGroup[];
  const [before, after] = text.ownServer.split("{variable}");
  return (
    <ReadingPage locale={locale} className="py-12">
      <h1 className="text-2xl">{text.title}</h1>
      <p className="prose mt-3 text-ink-soft">{text.intro}</p>
      <div className="mt-8 gap-12 lg:grid lg:grid-cols-[11rem_1fr]">
        <nav aria-label={text.contents} data-print="hidden" className="max-lg:hidden">
          <ul className="sticky top-6 grid gap-1 border-hairline border-l text-sm">
            {groups.map((group) => (
              <li key={group}>
                <a
                  href={`#${group}`}
                  className="-ml-px block border-transparent border-l py-0.5 pl-3 text-ink-soft hover:border-accent hover:text-ink"
                >
                  {text.groups[group].title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="grid min-w-0 gap-10">
          {groups.map((group) => (
            <LimitTable key={group} group={group} locale={locale} limits={limitsOf(group, limits)} />
          ))}
          <p className="prose text-ink-soft">
            {before}
            <code>PLAYGROUND_LIMITS</code>
            {after}
          </p>
        </div>
      </div>
    </ReadingPage>
  );
}
