"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatLimit } from "#lib/i18n/format-limit.ts";
import { formatReason, type SentReason } from "#lib/i18n/format-reason.ts";
import { closeHanGaps, formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { isLimitName } from "#lib/limits.ts";
import { statusName } from "#lib/wire/status-names.ts";
import type { Failure, LimitReason } from "./failure.ts";
import { saidDiagnostics } from "./said-diagnostics.ts";
import { type SourcePlace, sourcePlaces } from "./source-place.ts";

export type FailureCardProps = {
  readonly failure: Failure;
  /** Of a program that is not in the editor: no line of the visitor's is at fault, and there is nothing for them to mend. */
  readonly isOther: boolean;
  readonly onGoTo: (place: SourcePlace) => void;
  readonly onRetry: () => void;
};

/** What happened, whose fault it is, the line, and what to do. Calm: the visitor's code is safe. */
export function FailureCard({ failure, isOther, onGoTo, onRetry }: FailureCardProps) {
  const { locale, text } = useText();
  const found = sourcePlaces(
    failure.kind === "compile"
      ? { ...failure, diagnostics: saidDiagnostics(failure.diagnostics, locale, text) }
      : failure,
  );
  const places = isOther ? [] : found;
  const own = wordsFor(failure, places.length > 0, text, locale);
  const { title, meaning, action, detail } = isOther ? wordsForOther(failure, own, text) : own;
  const canRetry = !isOther && failure.kind !== "compile" && failure.kind !== "load";
  return (
    <div role="alert" data-failure={failure.kind} data-reason={reasonName(failure)}>
      <Card
        tone={failure.kind === "limit" || failure.kind === "busy" ? "limit" : "failed"}
        title={title}
        className="px-3! py-2!"
        actions={canRetry && <Retry onRetry={onRetry} />}
      >
        <p className="text-sm">
          {meaning}
          {action !== "" && (
            <span className="text-ink-soft">
              {locale === "en" && " "}
              {action}
            </span>
          )}
        </p>
        {detail !== "" && (
          <pre className="mt-1.5 max-h-16 overflow-auto whitespace-pre-wrap break-words rounded-sm bg-surface-sunken px-2 py-1 font-mono text-xs">
            {detail}
          </pre>
        )}
        {places.length > 0 && <PlaceList places={places} onGoTo={onGoTo} />}
        {failure.kind === "limit" && <LimitLine limit={failure.limit} value={failure.value} />}
      </Card>
    </div>
  );
}

/** What the card says first, alone. */
export function failureTitle({ failure, isOther }: FailureCardProps, text: Dictionary): string {
  const own = wordsFor(failure, false, text, "en");
  return (isOther ? wordsForOther(failure, own, text) : own).title;
}

function Retry({ onRetry }: Pick<FailureCardProps, "onRetry">) {
  const { text } = useText();
  return (
    <Button size="small" variant="quiet" onClick={onRetry}>
      {text.failures.retry}
    </Button>
  );
}

type PlaceListProps = Pick<FailureCardProps, "onGoTo"> & { readonly places: readonly SourcePlace[] };

/** Places with words of their own, one below the other; the lines of a stack side by side. */
function PlaceList({ places, onGoTo }: PlaceListProps) {
  const { text } = useText();
  const isStack = places.every(({ message }) => message === "");
  return (
    <ul className={isStack ? "mt-1.5 flex flex-wrap gap-x-3 text-sm" : "mt-1.5 grid gap-1 text-sm"}>
      {places.map((place) => (
        <li key={`${place.path}:${place.line}:${place.column}:${place.message}`}>
          <button
            type="button"
            className="min-h-6 text-left text-accent underline"
            onClick={() => onGoTo(place)}
          >
            {formatText(text.failures.goTo, { path: place.path, line: place.line })}
          </button>
          {place.message !== "" && <span className="break-words text-ink-soft"> {place.message}</span>}
        </li>
      ))}
    </ul>
  );
}

type Words = {
  readonly title: string;
  readonly meaning: string;
  readonly action: string;
  readonly detail: string;
};

function reasonName(failure: Failure): string | undefined {
  if (failure.kind === "limit") return failure.reason;
  return "reason" in failure ? failure.reason?.name : undefined;
}

/** The limit's name as the limits page has it, with a way there. */
function LimitLine({ limit, value }: { readonly limit: string; readonly value: number }) {
  const { locale, text } = useText();
  if (!isLimitName(limit)) return null;
  return (
    <p className="mt-2 text-sm">
      <a className="text-accent underline" href={`/${locale}/limits#${limit}`}>
        {text.limits.names[limit].name}
      </a>
      {formatText(text.failures.limitIs, { value: formatLimit(locale, limit, value) })}
    </p>
  );
}

function wordsFor(failure: Failure, hasPlace: boolean, text: Dictionary, locale: Locale): Words {
  const words = text.failures;
  const plain = (title: string, meaning: string, action = "", detail = ""): Words => ({
    title,
    meaning,
    action,
    detail,
  });
  const said = (reason: SentReason | null) => (reason === null ? null : formatReason(locale, text, reason));
  switch (failure.kind) {
    case "compile":
      return plain(words.compileTitle, words.compileMeaning, words.compileAction);
    case "load": {
      const stopped = said(failure.reason);
      if (stopped !== null) return plain(words.notLoadedTitle, stopped.meaning, stopped.action);
      const action = hasPlace ? words.handlerAction : words.loadActionNoLine;
      return plain(words.loadTitle, words.loadMeaning, action, failure.message);
    }
    case "handlerThrew": {
      const code = failure.code === null ? "–" : statusName(failure.code);
      const action = hasPlace ? words.handlerAction : words.handlerActionNoLine;
      const meaning = hasPlace ? words.handlerMeaning : words.handlerMeaningNoLine;
      return plain(words.handlerTitle, formatText(meaning, { code }), action, failure.message);
    }
    case "clientThrew": {
      const refused = said(failure.reason);
      const line = hasPlace ? words.handlerAction : words.clientActionNoLine;
      if (refused === null) return plain(words.clientTitle, words.clientMeaning, line, failure.message);
      return plain(
        words.clientTitle,
        joinSentences(locale, [refused.meaning, words.clientMeaning]),
        refused.action,
        failure.message,
      );
    }
    case "limit":
      return limitWords(failure, words, locale);
    case "crashed":
      return plain(words.crashedTitle, words.crashedMeaning, words.crashedAction);
    case "busy": {
      const cause = said(failure.reason);
      const again = formatPlural(locale, words.busyAction, failure.seconds);
      const action = cause === null ? again : joinSentences(locale, [again, cause.action]);
      return plain(words.busyTitle, cause?.meaning ?? words.busyMeaning, action);
    }
    case "lostConnection":
      return plain(words.lostTitle, words.lostMeaning, words.lostAction);
    case "invalid": {
      const cause = said(failure.reason);
      if (cause !== null) return plain(words.invalidTitle, cause.meaning, cause.action);
      const { unknownMeaning, unknownAction } = text.reasons;
      return plain(
        words.invalidTitle,
        formatText(unknownMeaning, { message: failure.message }),
        unknownAction,
      );
    }
    case "frame":
      return plain(words.frameTitle, words.frameMeaning, words.frameAction);
    case "ours":
      return plain(
        words.oursTitle,
        words.oursMeaning,
        formatText(words.oursAction, { incident: failure.incident }),
      );
  }
}

/** A thrown error is what the other program was run for; anything else is said as it is, without advice to mend it. */
function wordsForOther(failure: Failure, own: Words, text: Dictionary): Words {
  const { otherTitle, otherMeaning } = text.failures;
  if (failure.kind !== "clientThrew" && failure.kind !== "handlerThrew") return { ...own, action: "" };
  return { ...own, title: otherTitle, meaning: otherMeaning, action: "" };
}

function joinSentences(locale: Locale, sentences: readonly string[]): string {
  return sentences.join(locale === "zh" ? "" : " ");
}

function limitWords(
  { reason, limit, value }: Extract<Failure, { kind: "limit" }>,
  words: Dictionary["failures"],
  locale: Locale,
): Words {
  const texts = {
    timeLimit: [words.timeTitle, words.timeMeaning, words.timeAction],
    runTime: [words.runTimeTitle, words.runTimeMeaning, words.runTimeAction],
    cpuLimit: [words.cpuTitle, words.cpuMeaning, words.cpuAction],
    memoryLimit: [words.memoryTitle, words.memoryMeaning, words.memoryAction],
    outputLimit: [words.outputTitle, words.outputMeaning, words.outputAction],
  } as const satisfies Record<LimitReason, readonly [string, string, string]>;
  const [title, meaning, action] = texts[reason];
  const shown = isLimitName(limit) ? formatLimit(locale, limit, value) : formatNumber(locale, value);
  return { title, meaning: closeHanGaps(formatText(meaning, { value: shown })), action, detail: "" };
}
