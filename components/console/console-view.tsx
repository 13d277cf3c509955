"use client";

import { CircleAlert, CornerDownLeft, Info, TriangleAlert } from "lucide-react";
import { useMemo, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { attemptFlags, firstNestedCall } from "#lib/record/attempt-table.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { type ConsoleFilter, type ConsoleLine, consoleLines } from "./console-lines.ts";
import { consoleText, returnedWords, stopReason } from "./console-text.ts";

type ConsoleViewProps = {
  readonly record: RunRecord | null;
  /** Goes to a line of the visitor's source. */
  readonly onGoTo: (path: string, line: number) => void;
  readonly onSelectAttempt: (row: number) => void;
};

/** Rows drawn at most; the newest ones. The record keeps all of them. */
const shownLines = 2000;

/** What both sides logged, in time order, with file and line. */
export function ConsoleView({ record, onGoTo, onSelectAttempt }: ConsoleViewProps) {
  const { locale, text } = useText();
  const words = text.console;
  const [filter, setFilter] = useState<ConsoleFilter>({ source: "all", search: "" });
  const lines = useMemo(() => (record === null ? [] : consoleLines(record, filter)), [record, filter]);
  const shown = lines.slice(-shownLines);

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-hairline border-b px-3 py-2">
        <SegmentedControl
          label={words.filter}
          value={filter.source}
          onChange={(source) => setFilter((old) => ({ ...old, source }))}
          segments={[
            { value: "all", label: words.all },
            { value: "client", label: words.client },
            { value: "server", label: words.server },
          ]}
        />
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={filter.search}
          onChange={(event) => setFilter((old) => ({ ...old, search: event.target.value }))}
          className="h-control min-w-32 flex-1 rounded-control border border-hairline-strong bg-surface-raised px-2.5 text-sm"
        />
        <span className="text-ink-faint text-xs tabular-nums">
          {formatPlural(locale, words.entries, lines.length)}
        </span>
        <CopyButton label={words.copy} content={consoleText(shown, locale, text)} />
      </div>
      {shown.length === 0 ? (
        <p className="p-4 text-ink-soft text-sm">{words.empty}</p>
      ) : (
        <ol className="min-h-0 flex-1 overflow-auto py-1 font-mono text-xs" data-testid="console-lines">
          {shown.map((line) => (
            <ConsoleRow
              key={line.key}
              line={line}
              record={record}
              onGoTo={onGoTo}
              onSelectAttempt={onSelectAttempt}
            />
          ))}
        </ol>
      )}
    </div>
  );
}

const levelIcons = { debug: null, info: null, warn: TriangleAlert, error: CircleAlert } as const;
const levelColours = {
  debug: "text-ink-faint",
  info: "text-ink",
  warn: "text-limit",
  error: "text-failed",
} as const;

/** Lines of a table that wrap are no table any more; nor are they in a typeface that lacks its rules (ours does). */
const tableLook =
  "min-w-0 overflow-x-auto whitespace-pre leading-snug [font-family:ui-monospace,'DejaVu_Sans_Mono',Menlo,Consolas,monospace]";
const isTable = (text: string) => /^\s*┌─/.test(text);

type ConsoleRowProps = Omit<ConsoleViewProps, "record"> & {
  readonly record: RunRecord | null;
  readonly line: ConsoleLine;
};

function ConsoleRow({ line, record, onGoTo, onSelectAttempt }: ConsoleRowProps) {
  const { locale, text } = useText();
  const words = text.console;
  const time = (
    <time className="w-[12ch] shrink-0 whitespace-nowrap text-right text-ink-faint tabular-nums">
      {formatNumber(locale, line.atUs / 1000, 1)} ms
    </time>
  );
  if (line.kind === "runner") {
    return (
      <li className="flex gap-3 px-3 py-1 text-ink-soft">
        {time}
        <Info aria-hidden="true" className="mt-px size-3.5 shrink-0" />
        <span>{formatText(words.runnerStopped, { reason: stopReason(line.reason, text.failures) })}</span>
      </li>
    );
  }
  if (line.kind === "returned") {
    return (
      <li className="flex gap-3 px-3 py-1 text-ink-soft" data-testid="console-returned">
        {time}
        <CornerDownLeft aria-hidden="true" className="mt-px size-3.5 shrink-0" />
        <span className="min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]">
          {returnedWords(line.value, words)}
        </span>
      </li>
    );
  }
  const { entry } = line;
  const Icon = levelIcons[entry.level];
  const levels = {
    debug: words.levelDebug,
    info: words.levelInfo,
    warn: words.levelWarn,
    error: words.levelError,
  };
  const call = entry.attempt === null ? null : (record?.attempts.call[entry.attempt] ?? null);
  const isNested = ((record?.attempts.flags[entry.attempt ?? 0] ?? 0) & attemptFlags.nested) !== 0;
  const isOutside = ((record?.attempts.flags[entry.attempt ?? 0] ?? 0) & attemptFlags.outside) !== 0;
  return (
    <li
      className="flex flex-wrap gap-x-3 border-hairline/60 border-b px-3 py-1 last:border-b-0"
      data-source={entry.source}
      data-level={entry.level}
    >
      {time}
      <span className="w-[7ch] shrink-0 text-ink-soft">
        {entry.source === "client" ? words.client : words.server}
      </span>
      <div className="min-w-0 grow basis-56">
        <div className={`flex gap-1.5 ${levelColours[entry.level]}`}>
          {Icon !== null && (
            <Icon role="img" aria-label={levels[entry.level]} className="mt-px size-3.5 shrink-0" />
          )}
          <span
            className={
              isTable(entry.text) ? tableLook : "min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]"
            }
          >
            {entry.text}
          </span>
          {line.count > 1 && (
            <span className="shrink-0 rounded-full bg-surface-sunken px-1.5 text-ink-soft">
              {formatText(words.repeated, { count: line.count })}
            </span>
          )}
        </div>
        {entry.stack.length > 0 && (
          <ul className="text-ink-soft">
            {entry.stack.map((frame, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: recursion repeats frames, and the list never changes
              <li key={index}>{frame}</li>
            ))}
          </ul>
        )}
        {entry.dropped > 0 && (
          <p className="text-limit">{formatPlural(locale, words.dropped, entry.dropped)}</p>
        )}
      </div>
      {entry.attempt !== null && call !== null && (
        <button
          type="button"
          className="shrink-0 self-start text-ink-soft underline"
          onClick={() => onSelectAttempt(entry.attempt ?? 0)}
        >
          {formatText(isNested ? words.showNested : isOutside ? words.showOutside : words.showCall, {
            call: call + 1 - (isNested ? firstNestedCall : 0),
          })}
        </button>
      )}
      {entry.path !== "" && entry.line > 0 && (
        <button
          type="button"
          className="shrink-0 self-start text-ink-soft underline"
          aria-label={formatText(words.goTo, { path: entry.path, line: entry.line })}
          onClick={() => onGoTo(entry.path, entry.line)}
        >
          {entry.path}:{entry.line}
        </button>
      )}
    </li>
  );
}
