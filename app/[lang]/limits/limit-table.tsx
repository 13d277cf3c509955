import type { LimitGroup, ShownLimit } from "#app/_data/limits.ts";
import { Badge } from "#components/ui/badge.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { formatLimit } from "#lib/i18n/format-limit.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";

type LimitTableProps = {
  readonly group: LimitGroup;
  readonly locale: Locale;
  readonly limits: readonly ShownLimit[];
};

/** One group of limits: name, meaning and name in PLAYGROUND_LIMITS at the left, value at the right. */
export function LimitTable({ group, locale, limits }: LimitTableProps) {
  const text = dictionaries[locale].limits;
  const { title, meaning } = text.groups[group];
  return (
    <section aria-labelledby={group}>
      <h2 id={group} className="text-xl">
        {title}
      </h2>
      <p className="text-ink-soft">{meaning}</p>
      <table className="mt-3 w-full border-collapse border-hairline border-t">
        <caption className="sr-only">{title}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{text.limit}</th>
            <th scope="col">{text.value}</th>
          </tr>
        </thead>
        <tbody>
          {limits.map(({ name, value, ownValue }) => (
            <tr key={name} id={name} className="border-hairline border-b target:bg-accent-soft">
              <th scope="row" className="py-2.5 pr-4 text-left font-normal">
                <span className="mr-2 font-medium">{text.names[name].name}</span>
                <code className="break-all text-ink-faint text-xs">{name}</code>
                <span className="block text-ink-soft text-sm">{text.names[name].meaning}</span>
              </th>
              <td className="whitespace-nowrap py-2.5 text-right align-top">
                <span className="font-medium">{formatLimit(locale, name, value)}</span>
                {value !== ownValue && (
                  <span className="mt-1 block">
                    <Badge
                      tone="limit"
                      title={formatText(text.changedMeaning, { value: formatLimit(locale, name, ownValue) })}
                    >
                      {text.changed}
                    </Badge>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
