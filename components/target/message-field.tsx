import { useId } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatText } from "#lib/i18n/format-text.ts";

type MessageFieldProps = {
  readonly label: string;
  readonly hint: string;
  readonly json: string;
  /** Why it is no message, in the parser's words; null: it is one. */
  readonly problem: string | null;
  /** Offered where another one stands; absent: there is none. */
  readonly sample?: string;
  readonly onMessage: (json: string) => void;
};

/** A message as JSON, with its mistakes said as one types. */
export function MessageField({ label, hint, json, problem, sample, onMessage }: MessageFieldProps) {
  const words = useText().text.target;
  const id = useId();
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className="text-ink-soft text-sm">
        {label}
      </label>
      <textarea
        id={id}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        rows={Math.min(8, Math.max(2, json.split("\n").length))}
        value={json}
        aria-invalid={problem !== null || undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onMessage(event.target.value)}
        className="min-w-0 resize-y rounded-control border border-hairline-strong bg-surface-raised px-2.5 py-1.5 font-mono text-sm aria-invalid:border-failed"
      />
      <p id={`${id}-hint`} className={problem === null ? "text-ink-faint text-xs" : "text-failed text-xs"}>
        {problem === null ? hint : formatText(words.messageInvalid, { problem })}
      </p>
      {sample !== undefined && json.trim() !== sample.trim() && (
        <Button size="small" variant="ghost" className="w-fit" onClick={() => onMessage(sample)}>
          {words.messageReset}
        </Button>
      )}
    </div>
  );
}
