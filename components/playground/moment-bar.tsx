"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";

type MomentBarProps = {
  /** µs since the first intended start. */
  readonly atUs: number;
  readonly totalUs: number;
  readonly onClear: () => void;
};

/** Says that a view shows the moment of the timeline's playhead, and leads back to the whole run. */
export function MomentBar({ atUs, totalUs, onClear }: MomentBarProps) {
  const { locale, text } = useText();
  const words = text.timeline;
  const values = { time: formatDuration(locale, atUs), total: formatDuration(locale, totalUs) };
  return (
    <p
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-hairline border-b bg-accent-soft px-4 py-1.5 text-ink text-xs tabular-nums"
    >
      {formatText(words.momentShown, values)}
      <Button size="small" variant="quiet" onClick={onClear}>
        {words.momentClear}
      </Button>
    </p>
  );
}
