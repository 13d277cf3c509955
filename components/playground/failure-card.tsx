"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { statusName } from "#lib/wire/status-names.ts";
import type { Failure, LimitReason } from "./failure.ts";
import { type SourcePlace, sourcePlaces } from "./source-place.ts";

type FailureCardProps = {
  readonly failure: Failure;
  readonly onGoTo: (place: SourcePlace) => void;
  readonly onRetry: () => void;
};

/** What happened, whose fault it is, the line, and what to do. Calm: the visitor's code is safe. */
export function FailureCard({ failure, onGoTo, onRetry }: FailureCardProps) {
  const { locale, text } = useText();
  const { title, meaning, action, detail } = wordsFor(failure, text, locale);
  const places = sourcePlaces(failure);
  return (
    <div
      role="alert"
      data-failure={failure.kind}
      data-reason={failure.kind === "limit" ? failure.reason : undefined}
    >
      <Card tone={failure.kind === "limit" || failure.kind === "busy" ? "limit" : "failed"} title={title}>
        <p className="text-sm">{meaning}</p>
        {detail !== "" && (
          <pre className="mt-2 max-h-32 overflow-auto whitespace-pre-wrap break-words rounded-sm bg-surface-sunken p-2 font-mono text-xs">
            {detail}
          </pre>
        )}
        {places.length > 0 && (
          <ul className="mt-2 grid gap-1 text-sm">
            {places.map((place) => (
              <li key={`${place.path}:${place.line}:${place.column}:${place.message}`}>
                <button
                  type="button"
                  className="text-left text-accent underline"
                  onClick={() => onGoTo(place)}
                >
                  {formatText(text.failures.goTo, { path: place.path, line: place.line })}
                </button>
                {place.message !== "" && <span className="break-words text-ink-soft"> {place.message}</span>}
              </li>
            ))}
          </ul>
        )}
        {action !== "" && <p className="mt-2 text-ink-soft text-sm">{action}</p>}
        {failure.kind !== "compile" && failure.kind !== "load" && (
          <Button size="small" variant="quiet" className="mt-3" onClick={onRetry}>
            {text.failures.retry}
          </Button>
        )}
      </Card>
    </div>
  );
}

type Words = {
  readonly title: string;
  readonly meaning: string;
  readonly action: string;
  readonly detail: string;
};

function wordsFor(failure: Failure, text: Dictionary, locale: Locale): Words {
  const words = text.failures;
  const plain = (title: string, meaning: string, action = "", detail = ""): Words => ({
    title,
    meaning,
    action,
    detail,
  });
  switch (failure.kind) {
    case "compile":
      return plain(words.compileTitle, words.compileMeaning, words.compileAction);
    case "load":
      return plain(words.loadTitle, words.loadMeaning, words.handlerAction, failure.message);
    case "handlerThrew": {
      const code = failure.code === null ? "–" : statusName(failure.code);
      return plain(
        words.handlerTitle,
        formatText(words.handlerMeaning, { code }),
        words.handlerAction,
        failure.message,
      );
    }
    case "clientThrew":
      return plain(words.clientTitle, words.clientMeaning, words.handlerAction, failure.message);
    case "limit":
      return limitWords(failure.reason, failure.value, words, locale);
    case "crashed":
      return plain(words.crashedTitle, words.crashedMeaning, words.crashedAction);
    case "busy":
      return plain(
        words.busyTitle,
        words.busyMeaning,
        formatPlural(locale, words.busyAction, failure.seconds),
      );
    case "lostConnection":
      return plain(words.lostTitle, words.lostMeaning, words.lostAction);
    case "invalid":
      return plain(words.invalidTitle, formatText(words.invalidMeaning, { message: failure.message }));
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

function limitWords(
  reason: LimitReason,
  value: number,
  words: Dictionary["failures"],
  locale: Locale,
): Words {
  const duration =
    value >= 1000
      ? formatText(words.seconds, { value: formatNumber(locale, value / 1000, value % 1000 === 0 ? 0 : 1) })
      : formatText(words.milliseconds, { value: formatNumber(locale, value) });
  const mebibytes = (bytesPerUnit: number) =>
    formatText(words.mebibytes, { value: formatNumber(locale, value / bytesPerUnit) });
  const texts = {
    timeLimit: [words.timeTitle, words.timeMeaning, words.timeAction, duration],
    runTime: [words.runTimeTitle, words.runTimeMeaning, words.runTimeAction, duration],
    cpuLimit: [words.cpuTitle, words.cpuMeaning, words.cpuAction, duration],
    memoryLimit: [words.memoryTitle, words.memoryMeaning, words.memoryAction, mebibytes(1)],
    outputLimit: [words.outputTitle, words.outputMeaning, words.outputAction, mebibytes(1024 * 1024)],
  } as const satisfies Record<LimitReason, readonly [string, string, string, string]>;
  const [title, meaning, action, shown] = texts[reason];
  return { title, meaning: formatText(meaning, { value: shown }), action, detail: "" };
}
