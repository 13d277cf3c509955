"use client";

import { type KeyboardEvent, type PointerEvent, useId, useMemo, useRef } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { useWidth } from "#components/timeline/use-width.ts";
import { leavesOf, type WireNode } from "#lib/wire/wire-node.ts";
import { movedByte } from "./byte-keys.ts";
import { rowPx } from "./byte-row.tsx";
import type { ByteRange } from "./byte-rows.ts";
import { RowsInSight } from "./rows-in-sight.tsx";
import { useRowsInSight } from "./use-rows-in-sight.ts";

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

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = movedByte(event, cursor ?? -1, columns, scroller.current?.clientHeight ?? 0);
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
          <RowsInSight {...{ bytes, leaves, lit, cursor, cursorWords, columns, first, end }} idPrefix={id} />
        </div>
      </div>
    </div>
  );
}

function byteAt(event: PointerEvent<HTMLElement>): number | null {
  const cell = event.target instanceof Element ? event.target.closest("[data-byte]") : null;
  return cell === null ? null : Number(cell.getAttribute("data-byte"));
}
