"use client";

import { Download, Ellipsis, FileCode2, Trash2 } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { formatAge } from "#lib/i18n/format-age.ts";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { languageTags } from "#lib/i18n/locales.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { HistoryEntry } from "./history-entry.ts";

type HistoryRowProps = {
  readonly entry: HistoryEntry;
  readonly onShow: (how: "alone" | "beside") => void;
  readonly onSave: () => void;
  readonly onRemove: () => void;
  readonly onCode?: () => void;
};

/** One run: what it was, how it went, and what can be done with it. */
export function HistoryRow({ entry, onShow, onSave, onRemove, onCode }: HistoryRowProps) {
  const { locale, text } = useText();
  const words = text.share.history;
  const { title, startedAtUnixMs, durationUs, outcome, calls, failed } = entry;
  const age = formatAge(locale, startedAtUnixMs, Date.now());
  const name = formatText(words.row, { title, age });
  const time = new Date(startedAtUnixMs);
  return (
    <li data-history={entry.id} aria-label={name} className="flex min-w-0 flex-wrap items-center gap-2 py-2">
      <div className="min-w-0 flex-[1_1_14rem]">
        <p className="truncate font-medium text-sm" title={entry.experiment}>
          {title}
        </p>
        <p className="text-ink-soft text-xs tabular-nums">
          <time
            dateTime={time.toISOString()}
            title={time.toLocaleString(languageTags[locale], { dateStyle: "medium", timeStyle: "medium" })}
          >
            {age}
          </time>
          {` · ${formatDuration(locale, durationUs)} · ${formatPlural(locale, words.calls, calls)} · `}
          {failed > 0 && <span className="text-failed">{formatPlural(locale, words.failed, failed)} · </span>}
          <span className={outcome === "finished" ? "text-ok" : "text-failed"}>
            <span aria-hidden="true">{outcome === "finished" ? "✓" : "✕"} </span>
            {words.outcomes[outcome]}
          </span>
        </p>
      </div>
      <div className="flex items-center gap-2">
        <Button size="small" onClick={() => onShow("alone")}>
          {words.show}
        </Button>
        <Button size="small" variant="ghost" title={words.compareMeaning} onClick={() => onShow("beside")}>
          {words.compare}
        </Button>
        <Menu
          align="end"
          trigger={
            <Button size="small" variant="ghost" aria-label={formatText(words.more, { title: name })}>
              <Ellipsis aria-hidden="true" className="size-4" />
            </Button>
          }
        >
          {onCode !== undefined && (
            <MenuItem icon={<FileCode2 aria-hidden />} onSelect={onCode}>
              {words.code}
            </MenuItem>
          )}
          <MenuItem icon={<Download aria-hidden />} onSelect={onSave}>
            {words.save}
          </MenuItem>
          <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={onRemove}>
            {words.remove}
          </MenuItem>
        </Menu>
      </div>
    </li>
  );
}
