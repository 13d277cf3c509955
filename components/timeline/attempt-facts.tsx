"use client";

import type { ReactNode } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { attemptError } from "#lib/i18n/attempt-error.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { heapWithin } from "#lib/record/heap-within.ts";
import type { AttemptDetail, RunRecord } from "#lib/record/run-record.ts";
import { describeSpan } from "#lib/timeline/describe-span.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { traceContextOf } from "#lib/wire/trace-id.ts";
import { attemptTitle } from "./attempt-title.ts";
import { SentBytes } from "./sent-bytes.tsx";

/** Method, worker, sizes, line, clock offset and error of an attempt; what is not known is left out. */
export function AttemptFacts({ record, row }: { readonly record: RunRecord; readonly row: number }) {
  const { locale, text } = useText();
  const words = text.timeline.details;
  const span = describeSpan(record, row);
  const detail = record.details.get(row) ?? {};
  const { offsetUs, uncertaintyUs } = record.header.clock;
  const error = attemptError(locale, text, detail);
  const bytes = (count: number | undefined) =>
    count === undefined ? null : formatPlural(locale, words.bytes, count);
  const heap = heapWithin(record, row);
  const megabytes = (count: number) => formatNumber(locale, count / 1_000_000, 1);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words.method, span.method === "" ? null : <code key="method">{span.method}</code>],
    [
      words.worker,
      span.worker === null
        ? null
        : formatText(words.workerValue, { replica: span.replica, worker: span.worker }),
    ],
    [words.calledBy, span.caller === null ? null : attemptTitle(span.caller, text.timeline)],
    [
      words.traceId,
      span.outside || span.nested ? null : (
        <code key="trace" className="break-all">
          {traceContextOf(record.header.id, span.call - 1, span.attempt - 1).traceId}
        </code>
      ),
    ],
    [words.line, detail.line === undefined ? null : formatText(words.lineValue, { line: detail.line })],
    [
      words.connection,
      detail.connectionWaitUs === undefined
        ? null
        : formatText(words.connectionValue, { duration: formatDuration(locale, detail.connectionWaitUs) }),
    ],
    [words.emulated, connectionOf(detail, words, locale)],
    [words.cpu, detail.cpuUs === undefined ? null : formatDuration(locale, detail.cpuUs)],
    [
      words.heap,
      heap === null
        ? null
        : formatText(words.heapValue, { first: megabytes(heap.first), last: megabytes(heap.last) }),
    ],
    [words.request, bytes(detail.requestBytes)],
    [words.sent, detail.requestBody ? <SentBytes key="sent" base64={detail.requestBody} /> : null],
    [words.response, bytes(detail.responseBytes)],
    [words.httpStatus, detail.httpStatus ?? null],
    [words.userAgent, detail.userAgent ?? null],
    [
      words.offset,
      offsetUs === null
        ? null
        : formatText(words.offsetValue, {
            offset: formatDuration(locale, offsetUs),
            uncertainty: formatDuration(locale, uncertaintyUs / 2),
          }),
    ],
    [
      words.error,
      error === null ? null : (
        <span key="error" className="text-failed">
          {error}
        </span>
      ),
    ],
  ];
  return (
    <dl className="grid h-fit grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name} className="contents">
            <dt className="text-ink-faint">{name}</dt>
            <dd className="break-words text-ink-soft tabular-nums">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** The emulated connection that carried it; null: none of its own. */
function connectionOf(
  { connection, connectUs }: AttemptDetail,
  words: Dictionary["timeline"]["details"],
  locale: Locale,
): string | null {
  if (connection === undefined) return null;
  if (connectUs === undefined) return formatText(words.emulatedOpen, { number: connection });
  return formatText(words.emulatedWait, { number: connection, duration: formatDuration(locale, connectUs) });
}
