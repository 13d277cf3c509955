"use client";

import { type KeyboardEvent, type PointerEvent, useId, useMemo, useRef } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { useWidth } from "#components/timeline/use-width.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import { leavesOf, type WireNode } from "#lib/wire/wire-node.ts";
import { ByteRow, rowPx } from "./byte-row.tsx";
import { leavesWithin } from "./byte-rows.ts";
import { useRowsInSight } from "./use-rows-in-sight.ts";

export type ByteRange = { readonly from: number; readonly to: number };

type ByteGridProps = {
  readonly bytes: Uint8Array;
  readonly root: WireNode;
  /** Ranges that are pointed at, in this view or in another. */
  readonly lit: readonly ByteRange[];
  /** The byte that the keyboard is at. */
  readonly cursor: number | null;
  /** A byte to bring into sight when it changes; -1: none. */
  readonly wanted: number;
  /** What the byte at the cursor is, in words. */
  readonly cursorWords: string;
  readonly onPoint: (at: number | null) => void;
  readonly onCursor: (at: number) => void;
};

/** From here on sixteen bytes fit side by side, px; below it eight do. */
const wideFromPx = 500;

/** Bytes in hexadecimal and as text, each with the colour, line and bracket of what it is. Only rows in sight are drawn. */
export function ByteGrid(props: ByteGridProps) {
  const { bytes, root, lit, cursor, wanted, cursorWords, onPoint, onCursor } = props;
  const words = useText().text.wire.hex;
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const columns = useWidth(frame) >= wideFromPx ? 16 : 8;
  const leaves = useMemo(() => leavesOf(root), [root]);
  const count = Math.ceil(bytes.length / columns);
  const { scroller, first, end, onScroll } = useRowsInSight(
    count,
    rowPx,
    wanted < 0 ? -1 : Math.floor(wanted / columns),
  );
  const byteId = (at: number) => `${id}-${at}`;

  const byteAt = (event: PointerEvent<HTMLElement>): number | null => {
    const cell = event.target instanceof Element ? event.target.closest("[data-byte]") : null;
    return cell === null ? null : Number(cell.getAttribute("data-byte"));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = moved(event, cursor ?? -1, columns, scroller.current?.clientHeight ?? 0);
    if (next === null) return;
    event.preventDefault();
    onCursor(Math.min(Math.max(0, next), bytes.length - 1));
  };
  const isCursorDrawn = cursor !== null && cursor >= first * columns && cursor < end * columns;

  return (
    <div ref={frame} className="flex min-h-0 min-w-0 flex-1 flex-col">
      {/* biome-ignore lint/a11y/useSemanticElements: only rows in sight exist, which a table's rows would have to deny */}
      <div
        ref={scroller}
        role="grid"
        aria-label={`${words.label}. ${words.help}`}
        aria-rowcount={count}
        aria-colcount={columns + 1}
        aria-readonly="true"
        {...(isCursorDrawn && { "aria-activedescendant": byteId(cursor) })}
        tabIndex={0}
        data-byte-grid=""
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          // A pointer chooses its own byte.
          const isByKeyboard = event.currentTarget.matches(":focus-visible");
          if (isByKeyboard && cursor === null && bytes.length > 0) onCursor(0);
        }}
        onPointerMove={(event) => event.pointerType !== "touch" && onPoint(byteAt(event))}
        onPointerLeave={() => onPoint(null)}
        onPointerDown={(event) => {
          const at = byteAt(event);
          if (at !== null) onCursor(at);
        }}
        className="relative min-h-0 flex-1 overflow-auto py-1 font-mono text-xs tabular-nums focus-visible:-outline-offset-2"
      >
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" style={{ height: count * rowPx, paddingTop: first * rowPx }} className="w-max">
          {Array.from({ length: end - first }, (_, index) => {
            const from = (first + index) * columns;
            const to = Math.min(from + columns, bytes.length);
            return (
              <ByteRow
                key={from}
                bytes={bytes}
                from={from}
                to={to}
                columns={columns}
                parts={partsOf(leavesWithin(leaves, from, to), from, to)}
                lit={litKey(lit, from, to)}
                cursor={cursor !== null && cursor >= from && cursor < to ? cursor : null}
                cursorLabel={
                  cursor !== null && cursor >= from && cursor < to
                    ? formatText(words.at, { hex: "{hex}", at: cursor, what: cursorWords })
                    : ""
                }
                idPrefix={id}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Where a key leads from byte `at`; null: nowhere. */
function moved(event: KeyboardEvent, at: number, columns: number, heightPx: number): number | null {
  const page = Math.max(1, Math.floor(heightPx / rowPx) - 1) * columns;
  const { key, ctrlKey, metaKey } = event;
  if (event.altKey || event.shiftKey) return null;
  const whole = ctrlKey || metaKey;
  switch (key) {
    case "ArrowRight":
      return at + 1;
    case "ArrowLeft":
      return at - 1;
    case "ArrowDown":
      return at + columns;
    case "ArrowUp":
      return at - columns;
    case "PageDown":
      return at + page;
    case "PageUp":
      return at - page;
    case "Home":
      return whole ? 0 : at - (at % columns);
    case "End":
      return whole ? Number.MAX_SAFE_INTEGER : at - (at % columns) + columns - 1;
    default:
      return null;
  }
}

/** The leaves of a row as text that is equal when they are: rows that stay the same are not drawn again. */
function partsOf(leaves: readonly WireNode[], from: number, to: number): string {
  return leaves
    .map((leaf) => `${leaf.layer}:${Math.max(leaf.from, from)}:${Math.min(leaf.to, to)}:${leaf.from}`)
    .join(" ");
}

function litKey(lit: readonly ByteRange[], from: number, to: number): string {
  return lit
    .filter((range) => range.from < to && range.to > from)
    .map((range) => `${range.from}:${range.to}`)
    .join(" ");
}
