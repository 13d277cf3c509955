import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import type { PlanNote } from "#lib/load/plan-notes.ts";
import type { LoadPageLimits } from "./load-page-limits.ts";
import { noteWords, planSentences } from "./plan-words.ts";

type PlanSummaryProps = {
  readonly plan: LoadPlan;
  readonly notes: readonly PlanNote[];
  readonly limits: LoadPageLimits;
  readonly words: Dictionary["load"];
  readonly locale: Locale;
};

/** What will be fired, in sentences; what was changed about the wish; and how far a wish can go. */
export function PlanSummary({ plan, notes, limits, words, locale }: PlanSummaryProps) {
  const number = (value: number) => formatNumber(locale, value);
  const quota = formatText(words.quota, {
    rate: number(limits.maxLoadRate),
    clients: number(limits.maxLoadClients),
    seconds: number(limits.maxLoadMs / 1_000),
    calls: number(limits.maxLoadCalls),
  });
  return (
    <div className="grid gap-2 text-sm">
      <div data-plan-says="" className="grid gap-1">
        {planSentences(plan, words, locale).map((sentence) => (
          <p key={sentence} className="break-words first:font-medium [&:not(:first-child)]:text-ink-soft">
            {sentence}
          </p>
        ))}
      </div>
      {notes.length > 0 && (
        <ul className="grid gap-0.5" data-plan-notes={notes.length}>
          {notes.map((note) => (
            <li key={`${note.reason}/${note.values.field ?? ""}`} className="flex gap-1.5">
              <span aria-hidden="true" className="text-limit">
                △
              </span>
              <span>{noteWords(note, words, locale)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="text-ink-faint text-xs">
        {quota}{" "}
        <a href={`/${locale}/limits#load`} className="text-link">
          {words.limitsLink}
        </a>
      </p>
    </div>
  );
}
