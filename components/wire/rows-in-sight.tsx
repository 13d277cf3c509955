import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import type { WireNode } from "#lib/wire/wire-node.ts";
import { ByteRow } from "./byte-row.tsx";
import { type ByteRange, leavesWithin } from "./byte-rows.ts";

type RowsInSightProps = {
  readonly bytes: Uint8Array;
  /** They cover the bytes, from left to right. */
  readonly leaves: readonly WireNode[];
  readonly lit: readonly ByteRange[];
  readonly cursor: number | null;
  /** What the byte at the cursor is, in words. */
  readonly cursorWords: string;
  readonly columns: number;
  /** The rows that are drawn. */
  readonly first: number;
  /** Not included. */
  readonly end: number;
  readonly idPrefix: string;
};

/** The rows of a grid of bytes that are drawn now. */
export function RowsInSight(props: RowsInSightProps) {
  const { bytes, leaves, lit, cursor, cursorWords, columns, first, end, idPrefix } = props;
  const words = useText().text.wire.hex;
  return Array.from({ length: end - first }, (_, index) => {
    const from = (first + index) * columns;
    const to = Math.min(from + columns, bytes.length);
    const isHere = cursor !== null && cursor >= from && cursor < to;
    return (
      <ByteRow
        key={from}
        bytes={bytes}
        from={from}
        to={to}
        columns={columns}
        parts={partsOf(leavesWithin(leaves, from, to), from, to)}
        lit={litKey(lit, from, to)}
        cursor={isHere ? cursor : null}
        cursorLabel={isHere ? formatText(words.at, { hex: "{hex}", at: cursor, what: cursorWords }) : ""}
        idPrefix={idPrefix}
      />
    );
  });
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
