import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { type WarmUp, WarmUpKind } from "#lib/gen/playground/v1/load_pb.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { foundWarmUp, hasLevels, type LoadView, type ViewChoice } from "./load-view.ts";
import { rateNumber } from "./plan-words.ts";
import { elapsedUs } from "./visit-run.ts";

type FigureChoiceProps = {
  readonly view: LoadView;
  readonly choice: ViewChoice;
  readonly onChoice: (choice: ViewChoice) => void;
  readonly hasTimeouts: boolean;
};

/** Which calls the figures count: of which level, from when on, with or without those that timed out. */
export function FigureChoice({ view, choice, onChoice, hasTimeouts }: FigureChoiceProps) {
  const { locale, text } = useText();
  const words = text.load;
  const { run } = view.loaded;
  const levels = run.load.summary?.levels ?? [];
  const found = foundWarmUp(view.level);
  const endUs = elapsedUs(run);
  const withLevels = hasLevels(run);
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-3" data-print="hidden">
      {withLevels && (
        <Select
          label={words.levels.choose}
          value={choice.level === null ? "" : String(choice.level)}
          onChange={(value) =>
            onChoice({ ...choice, level: value === "" ? null : Number(value), warmUpUs: null })
          }
          options={[
            { value: "", label: words.levels.all },
            ...levels.map(({ index, load }) => ({
              value: String(index),
              label: formatText(words.levels.level, {
                level: index + 1,
                load: loadWords(load, run.plan.model.kind === "open", words, locale),
              }),
            })),
          ]}
        />
      )}
      {!withLevels && endUs > 0 && (
        <div className="grid w-full max-w-sm gap-1">
          <NumberField
            label={words.warmUp.label}
            unit={words.plan.durationUnit}
            hint={`${words.warmUp.hint} ${warmUpWords(view.level?.warmUp, words, locale)}`}
            min={0}
            max={Math.max(0.1, Math.floor(endUs / 1e5) / 10)}
            step={0.1}
            value={Math.round(view.warmUpUs / 1e3) / 1e3}
            onChange={(seconds) => onChoice({ ...choice, warmUpUs: seconds * 1e6 })}
          />
          {choice.warmUpUs !== null && choice.warmUpUs !== found && (
            <Button
              size="small"
              variant="ghost"
              className="w-fit"
              onClick={() => onChoice({ ...choice, warmUpUs: null })}
            >
              {words.warmUp.back}
            </Button>
          )}
        </div>
      )}
      {hasTimeouts && (
        <label className="flex w-fit items-center gap-2 pt-1 text-sm">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={choice.timeouts === "atLeastDeadline"}
            onChange={(event) =>
              onChoice({ ...choice, timeouts: event.target.checked ? "atLeastDeadline" : "without" })
            }
          />
          {text.latency.countTimeouts}
        </label>
      )}
    </div>
  );
}

function loadWords(load: number, isOpen: boolean, words: Dictionary["load"], locale: Locale): string {
  if (isOpen) return `${rateNumber(locale, Math.round(load * 10) / 10)} ${words.plan.perSecond}`;
  return formatPlural(locale, words.says.clients, load);
}

function warmUpWords(warmUp: WarmUp | undefined, words: Dictionary["load"], locale: Locale): string {
  switch (warmUp?.kind) {
    case WarmUpKind.CUT:
      return warmUp.calls === 0
        ? words.warmUp.none
        : formatText(words.warmUp.found, {
            until: formatDuration(locale, warmUp.untilUs),
            calls: formatPlural(locale, words.status.calls, warmUp.calls),
          });
    case WarmUpKind.NO_STEADY_STATE:
      return words.warmUp.noSteady;
    case WarmUpKind.TOO_FEW:
      return words.warmUp.tooFew;
    case WarmUpKind.NOT_SOUGHT:
      return words.warmUp.notSought;
    default:
      return "";
  }
}
