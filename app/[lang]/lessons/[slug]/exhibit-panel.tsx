import type { ReactNode } from "react";
import type { LoadedExhibit } from "#app/_data/exhibit-folder.ts";
import { InlineText } from "#components/lesson/inline-text.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { localizeSource } from "#lib/lessons/localize-source.ts";
import { ExhibitCode } from "./exhibit-code.tsx";
import { dateOf, versionsOf } from "./exhibit-facts.ts";
import { ExhibitRun } from "./exhibit-run.tsx";

export type ExhibitProps = { readonly exhibit: LoadedExhibit; readonly locale: Locale };

/**
 * A program from elsewhere: as it was, with what its language really printed at each underlined place, as it works, and the
 * recorded runs of that. All of it is the server's, and works without script: the switch is CSS, lines are `<details>`.
 */
export function ExhibitPanel({ exhibit, locale }: ExhibitProps) {
  const { before, messages, runs, texts } = exhibit;
  const words = dictionaries[locale].lessons.exhibit;
  const own = texts[locale];
  const hasBoth = before.length > 0;
  const corrected = exhibit.after.map(({ path, content }) => (
    <ExhibitCode key={path} file={{ path, content: localizeSource(content, locale) }} locale={locale} />
  ));
  return (
    <section
      aria-label={own.title}
      className="group/exhibit @container min-w-0 overflow-hidden rounded-control border border-hairline bg-surface text-base"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-hairline border-b py-1.5 pr-2 pl-3">
        <h3 className="min-w-0 flex-1 text-base">
          <InlineText>{own.title}</InlineText>
        </h3>
        {hasBoth && <VersionSwitch exhibit={exhibit} locale={locale} />}
      </div>
      {hasBoth && (
        <div className="group-has-[input[value=after]:checked]/exhibit:hidden">
          <p className="px-3 pt-2 text-ink-soft text-sm">{words.open}</p>
          {before.map((file) => (
            <ExhibitCode key={file.path} file={file} exhibit={exhibit} locale={locale} />
          ))}
          {messages !== null && (
            <p className="border-hairline border-t px-3 py-2 text-ink-soft text-sm">
              {formatText(words.heard, {
                versions: versionsOf(messages.versions),
                date: dateOf(locale, Date.parse(messages.recordedAt)),
              })}
            </p>
          )}
        </div>
      )}
      {hasBoth ? (
        <div className="hidden group-has-[input[value=after]:checked]/exhibit:block">{corrected}</div>
      ) : (
        <details>
          <summary className="px-3 py-2 text-ink-soft hover:text-ink focus-visible:-outline-offset-2">
            {words.program}
          </summary>
          {corrected}
        </details>
      )}
      {Object.entries(runs).map(([key, record], index, all) => (
        <ExhibitRun
          key={key}
          record={record}
          said={own.runs[key] ?? ""}
          isLast={index === all.length - 1}
          locale={locale}
        />
      ))}
    </section>
  );
}

function VersionSwitch({ exhibit, locale }: ExhibitProps): ReactNode {
  const words = dictionaries[locale].lessons.exhibit;
  const name = `exhibit-${exhibit.id}`;
  return (
    <fieldset
      aria-label={words.versions}
      data-print="hidden"
      className="inline-flex h-control rounded-control border border-hairline-strong bg-surface-sunken p-0.5"
    >
      {(["before", "after"] as const).map((value) => (
        <label
          key={value}
          className="flex items-center whitespace-nowrap rounded-sm border border-transparent px-2.5 font-medium text-ink-soft text-sm hover:text-ink has-checked:border-hairline-strong has-checked:bg-surface-raised has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={value}
            defaultChecked={value === "before"}
            className="sr-only"
          />
          {words[value]}
        </label>
      ))}
    </fieldset>
  );
}
