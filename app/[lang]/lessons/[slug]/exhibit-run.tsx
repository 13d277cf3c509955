import { TimelinePicture } from "#components/timeline/timeline-picture.tsx";
import { OriginBadge } from "#components/ui/origin-badge.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { dateOf, versionsOf } from "./exhibit-facts.ts";

type ExhibitRunProps = {
  readonly record: RunRecord;
  /** What one sees in it. */
  readonly said: string;
  /** Who made the runs is said once, below the last. */
  readonly isLast: boolean;
  readonly locale: Locale;
};

/** A run that programs outside the playground recorded, drawn by the server, with by whom and when. */
export function ExhibitRun({ record, said, isLast, locale }: ExhibitRunProps) {
  const { recordedBy, startedAtUnixMs, title } = record.header;
  const words = dictionaries[locale].lessons.exhibit;
  const runs = [{ record, label: title }];
  return (
    <figure className="border-hairline border-t bg-timeline-paper">
      <figcaption className="flex flex-wrap items-baseline gap-x-2 px-3 pt-2">
        <OriginBadge origin="recorded" />
        <span className="min-w-0 flex-1">{said}</span>
      </figcaption>
      <div className="px-1 py-2 @max-[29rem]:hidden">
        <TimelinePicture runs={runs} locale={locale} width={480} className="w-full" />
      </div>
      <div className="px-1 py-2 @min-[29rem]:hidden">
        <TimelinePicture runs={runs} locale={locale} width={340} className="w-full" />
      </div>
      {isLast && recordedBy !== undefined && (
        <p className="border-hairline border-t px-3 py-2 text-ink-soft text-sm">
          {formatText(words.recorded, {
            program: recordedBy.program,
            versions: versionsOf(recordedBy.versions),
            date: dateOf(locale, startedAtUnixMs),
          })}
        </p>
      )}
    </figure>
  );
}
