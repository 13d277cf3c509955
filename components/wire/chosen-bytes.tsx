import { useText } from "#components/i18n/use-text.tsx";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { ByteRange } from "./byte-rows.ts";

type ChosenBytesProps = { readonly range: ByteRange | undefined; readonly jsonPath: string | null };

/** Where the bytes are that are pointed at, how many, and where their value stands in the JSON. */
export function ChosenBytes({ range, jsonPath }: ChosenBytesProps) {
  const { locale, text } = useText();
  const words = text.wire;
  if (range === undefined) return null;
  const length = range.to - range.from;
  return (
    <span className="text-ink-faint tabular-nums">
      {" · "}
      {length === 0
        ? words.tree.noBytes
        : formatText(words.chosen.bytes, {
            from: range.from,
            to: range.to - 1,
            length: formatPlural(locale, words.bytes, length),
          })}
      {jsonPath !== null && (
        <>
          {" · "}
          {words.json.jsonPath} <code className="text-ink-soft">{jsonPath}</code>
        </>
      )}
    </span>
  );
}
