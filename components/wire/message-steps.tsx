import { ChevronLeft, ChevronRight } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";

type MessageStepsProps = {
  readonly number: number;
  readonly count: number;
  readonly onChange: (number: number) => void;
};

/** Which of several messages is shown. */
export function MessageSteps({ number, count, onChange }: MessageStepsProps) {
  const { locale, text } = useText();
  const words = text.wire.json;
  return (
    <span className="flex items-center gap-1 text-ink-soft text-xs tabular-nums">
      <IconButton
        size="small"
        label={words.previous}
        icon={<ChevronLeft />}
        disabled={number === 0}
        onClick={() => onChange(number - 1)}
      />
      {formatText(words.message, {
        number: formatNumber(locale, number + 1),
        count: formatNumber(locale, count),
      })}
      <IconButton
        size="small"
        label={words.next}
        icon={<ChevronRight />}
        disabled={number >= count - 1}
        onClick={() => onChange(number + 1)}
      />
    </span>
  );
}
