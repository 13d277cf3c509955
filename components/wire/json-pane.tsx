"use client";

import { type KeyboardEvent, useId, useMemo } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { JsonView } from "#lib/schema/json-view.ts";
import { isWithin, type JsonLine, jsonLines } from "./json-lines.ts";
import { useRowsInSight } from "./use-rows-in-sight.ts";

type JsonPaneProps = {
  readonly view: JsonView;
  /** The value that is pointed at; null: none. */
  readonly lit: string | null;
  readonly onPoint: (jsonPath: string | null) => void;
  readonly onChoose: (jsonPath: string) => void;
};

const rowPx = 20;

/** A message as JSON. Its lines can be walked by keyboard; the value under the pointer or the focus is told to the others. */
export function JsonPane({ view, lit, onPoint, onChoose }: JsonPaneProps) {
  const words = useText().text.wire.json;
  const id = useId();
  const lines = useMemo(() => jsonLines(view), [view]);
  const litRow = lit === null ? -1 : lines.findIndex((line) => pathOf(line) === lit);
  const { scroller, first, end, onScroll } = useRowsInSight(lines.length, rowPx, litRow);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const path = nextValue(lines, litRow, step, lit);
    if (path !== null) onChoose(path);
  };

  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={words.label}
      tabIndex={0}
      {...(litRow >= first && litRow < end && { "aria-activedescendant": `${id}-${litRow}` })}
      data-json-pane=""
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onPointerLeave={() => onPoint(null)}
      className="relative min-h-0 flex-1 overflow-auto py-1 font-mono text-xs focus-visible:-outline-offset-2"
    >
      <div
        role="none"
        style={{ height: lines.length * rowPx, paddingTop: first * rowPx }}
        className="w-max min-w-full"
      >
        {lines.slice(first, end).map((line, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names this line by aria-activedescendant
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            key={first + index}
            id={`${id}-${first + index}`}
            role="option"
            aria-selected={first + index === litRow}
            style={{ height: rowPx, lineHeight: `${rowPx}px` }}
            className="whitespace-pre px-3"
          >
            {line.map(({ from, text, path }) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; arrow keys walk the lines
              // biome-ignore lint/a11y/useKeyWithClickEvents: as above
              <span
                key={from}
                data-json-path={path}
                onPointerEnter={(event) =>
                  event.pointerType !== "touch" && onPoint(path === "" ? null : path)
                }
                onClick={() => path !== "" && onChoose(path)}
                className={classNames(
                  lit !== null &&
                    isWithin(path, lit) &&
                    "wire-message bg-[color-mix(in_oklch,var(--layer)_22%,transparent)] underline decoration-2 decoration-(--layer) underline-offset-2",
                )}
              >
                {text}
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The value that a line begins, or names. */
function pathOf(line: JsonLine): string {
  return line.find(({ text }) => text.trim() !== "")?.path ?? "";
}

/** The value of the next line that begins one; null: there is none. Lines that only close a value are passed over. */
function nextValue(lines: readonly JsonLine[], row: number, step: 1 | -1, lit: string | null): string | null {
  for (let at = row + step; at >= 0 && at < lines.length; at += step) {
    const line = lines[at] ?? [];
    const path = pathOf(line);
    const isClosing = line.every(({ text }) => /^[\s}\],]*$/.test(text));
    if (path !== "" && path !== lit && !isClosing) return path;
  }
  return null;
}
