import { Play } from "lucide-react";
import Link from "next/link";
import type { RecordedRuns } from "#app/_data/recorded-runs.ts";
import { TimelinePicture } from "#components/timeline/timeline-picture.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { OriginBadge } from "#components/ui/origin-badge.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { summarizeRun } from "#lib/record/run-summary.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";

type RecordedTimelinesProps = { readonly locale: Locale; readonly runs: RecordedRuns };

/** The thing itself: both runs on one axis, drawn by the server, and a sentence written from their records. */
export function RecordedTimelines({ locale, runs }: RecordedTimelinesProps) {
  const text = dictionaries[locale].landing.picture;
  const pictures = [
    { record: runs.blocking, label: text.blocking },
    { record: runs.allAtOnce, label: text.allAtOnce },
  ];
  const summary = formatText(text.summary, {
    blocking: formatDuration(locale, summarizeRun(runs.blocking).makespanUs ?? 0),
    allAtOnce: formatDuration(locale, summarizeRun(runs.allAtOnce).makespanUs ?? 0),
  });
  return (
    <figure className="overflow-hidden rounded-control border border-hairline bg-timeline-paper">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-hairline border-b px-4 py-2">
        <h2 className="font-semibold text-base">{text.title}</h2>
        <OriginBadge origin="recorded" />
        <Link
          href={`/${locale}/play`}
          data-print="hidden"
          className={`${buttonClass("quiet", "small")} ml-auto`}
        >
          <Play aria-hidden="true" className="size-3.5" />
          {text.run}
        </Link>
      </div>
      {/* Two drawings, of which the style shows one: the server does not know the width. */}
      <div className="px-2 py-3 max-md:hidden">
        <TimelinePicture runs={pictures} locale={locale} width={1056} className="w-full" />
      </div>
      <div className="px-1 py-3 md:hidden">
        <TimelinePicture runs={pictures} locale={locale} width={340} className="w-full" />
      </div>
      <figcaption className="border-hairline border-t px-4 py-2.5 text-ink-soft">{summary}</figcaption>
    </figure>
  );
}
