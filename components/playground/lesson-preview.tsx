import "#components/editor/editor.css";
import { CodeLines } from "#components/editor/code-lines.tsx";
import { languageOf } from "#components/editor/highlight.ts";
import { TimelinePicture } from "#components/timeline/timeline-picture.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { runSentences } from "./run-sentences.ts";
import type { SourceText } from "./source-files.ts";
import { SummaryBlock } from "./summary-block.tsx";

type LessonPreviewProps = {
  readonly locale: Locale;
  readonly text: Dictionary;
  readonly files: readonly SourceText[];
  /** Shown first: what the learner will write. */
  readonly yours: readonly string[];
  readonly run: RunRecord | null;
};

/** Code and recorded run of a lesson as the server can draw them, readable before any script and without one. */
export function LessonPreview({ locale, text, files, yours, run }: LessonPreviewProps) {
  const words = text.playground;
  const isYours = ({ path }: SourceText) => yours.includes(path);
  return (
    <div className="grid h-full min-h-0 grid-rows-[45%_55%] max-[899px]:block max-[899px]:h-auto">
      <section aria-label={words.code} className="min-h-0 overflow-auto">
        {[...files.filter(isYours), ...files.filter((file) => !isYours(file))].map(({ path, content }) => (
          <div key={path}>
            <p className="flex h-control items-center border-hairline border-b px-3 font-mono text-ink-soft text-sm">
              {path}
            </p>
            <div className="editor-text overflow-x-auto">
              <div className="editor-sheet">
                <CodeLines text={content} language={languageOf(path)} />
              </div>
            </div>
          </div>
        ))}
      </section>
      <section aria-label={words.result} className="min-h-0 overflow-auto border-hairline border-t">
        {run === null ? (
          <p className="p-4 text-ink-soft">{text.lessons.notRecorded}</p>
        ) : (
          <>
            <div className="border-hairline border-b px-4 py-3">
              <SummaryBlock
                label={text.summary.label}
                locale={locale}
                headline={null}
                sentences={runSentences({ record: run, title: run.header.title }, text.summary, locale)}
              />
            </div>
            <div className="px-4 py-3">
              <TimelinePicture
                runs={[{ record: run, label: formatText(words.recordedRun, { title: run.header.title }) }]}
                locale={locale}
                width={840}
                className="w-full"
              />
            </div>
          </>
        )}
      </section>
    </div>
  );
}
