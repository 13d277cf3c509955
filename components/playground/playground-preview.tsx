import "#components/editor/editor.css";
import { Play } from "lucide-react";
import { CodeLines } from "#components/editor/code-lines.tsx";
import { languageOf } from "#components/editor/highlight.ts";
import { TimelinePicture } from "#components/timeline/timeline-picture.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { compareRuns } from "#lib/record/compare-runs.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { pairSentences } from "./run-sentences.ts";
import type { SourceText } from "./source-files.ts";
import { SummaryBlock } from "./summary-block.tsx";
import { summaryHeadline } from "./summary-headline.ts";

type PlaygroundPreviewProps = {
  readonly locale: Locale;
  readonly text: Dictionary;
  /** Shown in this order, one under the other. */
  readonly files: readonly SourceText[];
  /** Two runs made earlier, the slower first; null where none were recorded. */
  readonly runs: readonly [RunRecord, RunRecord] | null;
};

/**
 * The playground as the server can draw it: code and a recorded run, readable before any script and without one. In
 * the places of the real thing, so that nothing moves when it takes over.
 */
export function PlaygroundPreview({ locale, text, files, runs }: PlaygroundPreviewProps) {
  const words = text.playground;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <h1 className="sr-only">{words.title}</h1>
      <noscript>
        <p className="border-hairline border-b bg-limit-soft px-3 py-2 text-sm">{words.noScript}</p>
      </noscript>
      <div className="grid min-h-0 flex-1 min-[900px]:grid-cols-[44%_56%]">
        <section aria-label={words.code} className="min-h-0 overflow-auto">
          {files.map(({ path, content }) => (
            <div key={path}>
              <p className="flex h-control items-center border-hairline border-b px-3 font-mono text-ink-soft text-sm">
                {path}
              </p>
              <div className="editor-text">
                <div className="editor-sheet">
                  <CodeLines text={content} language={languageOf(path)} />
                </div>
              </div>
            </div>
          ))}
        </section>
        <section
          aria-label={words.result}
          className="min-h-0 overflow-auto border-hairline min-[900px]:border-l"
        >
          <div className="flex justify-end border-hairline border-b px-3 py-2">
            <Button variant="primary" disabled>
              <Play aria-hidden="true" className="size-4" />
              {words.run}
            </Button>
          </div>
          {runs !== null && <RecordedPair locale={locale} text={text} runs={runs} />}
        </section>
      </div>
    </div>
  );
}

type RecordedPairProps = Pick<PlaygroundPreviewProps, "locale" | "text"> & {
  readonly runs: readonly [RunRecord, RunRecord];
};

function RecordedPair({ locale, text, runs }: RecordedPairProps) {
  const words = text.playground;
  const labelled = runs.map((record) => ({
    record,
    label: formatText(words.recordedRun, { title: record.header.title }),
  }));
  const [slow, fast] = runs.map((record) => ({ record, title: record.header.title }));
  if (slow === undefined || fast === undefined) return null;
  const headline = summaryHeadline([slow, fast], compareRuns(runs), text, locale);
  return (
    <>
      <div className="border-hairline border-b px-4 py-3">
        <SummaryBlock
          label={text.summary.label}
          locale={locale}
          headline={headline}
          sentences={pairSentences(...runs, text.summary, locale)}
        />
      </div>
      <div className="px-4 py-3">
        <TimelinePicture runs={labelled} locale={locale} width={770} className="w-full" />
      </div>
    </>
  );
}
