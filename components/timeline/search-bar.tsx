"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { SearchControl } from "./use-search.ts";

type SearchBarProps = { readonly control: SearchControl; readonly onClose: () => void };

/** Finds calls by number, method, status or error. Enter shows the next one, Shift+Enter the one before. */
export function SearchBar({ control, onClose }: SearchBarProps) {
  const { locale, text } = useText();
  const words = text.timeline.search;
  const values = { at: formatNumber(locale, control.at), count: formatNumber(locale, control.count) };
  const isNone = control.query.trim() !== "" && control.count === 0;
  return (
    <search className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <input
        type="search"
        // biome-ignore lint/a11y/noAutofocus: the visitor has just asked for it, by key or button.
        autoFocus
        aria-label={words.label}
        placeholder={words.placeholder}
        value={control.query}
        onChange={(event) => control.setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          // An Enter that ends the input of an ideograph asks for nothing.
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") control.go(event.shiftKey ? -1 : 1);
          else if (event.key === "Escape") onClose();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        className="h-7 min-w-0 max-w-72 flex-1 rounded-control border border-hairline-strong bg-surface px-2 text-ink text-sm placeholder:text-ink-faint [&::-webkit-search-cancel-button]:hidden"
      />
      <span role="status" className={`text-xs tabular-nums ${isNone ? "text-failed" : "text-ink-soft"}`}>
        {control.query.trim() !== "" && (isNone ? words.none : formatText(words.count, values))}
      </span>
      <span className="flex">
        <IconButton
          label={words.previous}
          icon={<ChevronUp />}
          size="small"
          keys={["Shift", "Enter"]}
          disabled={control.count === 0}
          onClick={() => control.go(-1)}
        />
        <IconButton
          label={words.next}
          icon={<ChevronDown />}
          size="small"
          keys={["Enter"]}
          disabled={control.count === 0}
          onClick={() => control.go(1)}
        />
        <IconButton label={words.close} icon={<X />} size="small" keys={["Esc"]} onClick={onClose} />
      </span>
    </search>
  );
}
