import { useText } from "#components/i18n/use-text.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { statusName } from "#lib/wire/status-names.ts";
import type { LoadRecord } from "./to-load-record.ts";

/** The codes of what did not succeed and whose they are, the first message, and what an answer looks like. */
export function LoadErrors({ loaded: { run, merged } }: { readonly loaded: LoadRecord }) {
  const { locale, text } = useText();
  const words = text.load.errors;
  const { summary } = run.load;
  const message = summary?.firstErrorMessage ?? "";
  const reply = summary?.firstResponseJson ?? "";
  if (merged.codes.length === 0 && reply === "") return null;
  return (
    <div className="grid min-w-0 gap-4">
      {merged.codes.length > 0 && (
        <section aria-label={words.title} className="grid gap-1 text-sm" data-errors={merged.codes.length}>
          <h3 className="text-base">{words.title}</h3>
          <ul className="grid gap-0.5">
            {merged.codes.map(({ code, reason, count }) => (
              <li key={`${code}/${reason}`}>
                <span className="font-mono">
                  {formatText(words.row, { count: formatNumber(locale, count), code: statusName(code) })}
                </span>{" "}
                <span className="text-ink-soft">{whoseFault(code, reason, words)}</span>
              </li>
            ))}
          </ul>
          {message !== "" && <p className="break-words">{formatText(words.first, { message })}</p>}
        </section>
      )}
      {reply !== "" && (
        <section aria-label={words.reply} className="grid min-w-0 gap-1 text-sm">
          <h3 className="text-base">{words.reply}</h3>
          <pre className="max-h-32 overflow-auto whitespace-pre-wrap break-words rounded-control bg-surface-sunken px-3 py-2 font-mono text-xs">
            {reply}
          </pre>
        </section>
      )}
    </div>
  );
}

const deadlineExceeded = 4;

function whoseFault(code: number, reason: string, words: Dictionary["load"]["errors"]): string {
  if (reason !== "") return formatText(words.reason, { reason });
  return code === deadlineExceeded ? words.deadline : words.own;
}
