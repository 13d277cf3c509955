import Link from "next/link";
import { type ErratumId, errata } from "#app/_data/errata.ts";
import { InlineText } from "#components/lesson/inline-text.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import type { Locale } from "#lib/i18n/locales.ts";

type ErrataTableProps = {
  readonly locale: Locale;
  /** Those that exist. */
  readonly lessons: readonly { readonly number: string; readonly slug: string; readonly title: string }[];
};

/** What the article says, what is so, and the lessons that show it; on a phone one below the other. */
export function ErrataTable({ locale, lessons }: ErrataTableProps) {
  const text = dictionaries[locale].about.article;
  return (
    <table className="mt-6 w-full border-collapse border-hairline border-t text-left max-sm:block">
      <caption className="sr-only">{text.title}</caption>
      <thead className="text-ink-soft text-sm max-sm:sr-only">
        <tr>
          <th scope="col" className="py-2 pr-4 font-medium sm:w-[38%]">
            {text.says}
          </th>
          <th scope="col" className="py-2 pr-4 font-medium">
            {text.fact}
          </th>
          <th scope="col" className="py-2 font-medium sm:w-20">
            {text.shown}
          </th>
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {(Object.keys(errata) as ErratumId[]).map((id) => (
          <tr
            key={id}
            id={id}
            className="border-hairline border-t align-top target:bg-accent-soft max-sm:grid max-sm:py-3"
          >
            <th scope="row" className="font-normal text-ink-soft sm:py-2.5 sm:pr-4">
              <InlineText>{text.errata[id].says}</InlineText>
            </th>
            <td className="sm:py-2.5 sm:pr-4">
              <InlineText>{text.errata[id].fact}</InlineText>
            </td>
            <td className="sm:py-2.5">
              <span className="flex flex-wrap gap-x-3 gap-y-1 tabular-nums">
                {errata[id].map((number) => {
                  const lesson = lessons.find((each) => each.number === number);
                  if (lesson === undefined)
                    return (
                      <span key={number} className="inline-flex min-h-6 items-center text-ink-faint">
                        {number}
                      </span>
                    );
                  return (
                    <Link
                      key={number}
                      href={`/${locale}/lessons/${lesson.slug}`}
                      title={lesson.title}
                      aria-label={`${number} ${lesson.title}`}
                      className="inline-flex min-h-6 min-w-6 items-center text-link"
                    >
                      {number}
                    </Link>
                  );
                })}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
