import { memo, type ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { WireLayer } from "#lib/wire/wire-node.ts";
import { asciiOf, hexByte } from "./byte-rows.ts";
import { layerLook } from "./layer-look.ts";

export const rowPx = 20;

type ByteRowProps = {
  readonly bytes: Uint8Array;
  readonly from: number;
  /** Not included. */
  readonly to: number;
  readonly columns: number;
  /** `<layer>:<from>:<to>:<where its range begins>`, from left to right. */
  readonly parts: string;
  /** `<from>:<to>` of each range that is lit. */
  readonly lit: string;
  readonly cursor: number | null;
  /** With a place `{hex}`. */
  readonly cursorLabel: string;
  readonly idPrefix: string;
};

/** One row: offset, bytes in hexadecimal, the same as text. Drawn again only when something of it has changed. */
export const ByteRow = memo(function ByteRow(props: ByteRowProps) {
  const { bytes, from, to, columns, cursor, cursorLabel, idPrefix } = props;
  const looks = cellLooks(props);
  const hexCells: ReactNode[] = [];
  const textCells: ReactNode[] = [];
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    const hex = hexByte(byte);
    const look = looks[at - from];
    const isHalf = columns === 16 && at - from === 8;
    hexCells.push(
      // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names this cell by aria-activedescendant
      // biome-ignore lint/a11y/useSemanticElements: only rows in sight exist, which a table's rows would have to deny
      <span
        key={at}
        role="gridcell"
        id={`${idPrefix}-${at}`}
        data-byte={at}
        {...(at === cursor && { "aria-label": cursorLabel.replace("{hex}", hex), "aria-selected": true })}
        className={classNames(
          "wire-byte w-[2.6ch] text-center",
          look,
          isHalf && "ml-[0.6ch]",
          at === cursor && "wire-cursor",
        )}
      >
        {hex}
      </span>,
    );
    textCells.push(
      <span
        key={at}
        data-byte={at}
        className={classNames("wire-byte w-[1ch]", look?.replace("wire-first", ""))}
      >
        {asciiOf(byte)}
      </span>,
    );
  }
  const rest = columns - (to - from);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    // biome-ignore lint/a11y/useSemanticElements: as above
    <div
      role="row"
      aria-rowindex={from / columns + 1}
      style={{ height: rowPx }}
      className="flex items-center whitespace-pre px-2"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <span role="rowheader" className="mr-[1.4ch] text-ink-faint">
        {from.toString(16).padStart(5, "0")}
      </span>
      {hexCells}
      {rest > 0 && <span style={{ width: `${rest * 2.6 + (columns === 16 && rest >= 8 ? 0.6 : 0)}ch` }} />}
      <span aria-hidden="true" className="ml-[1.4ch]">
        {textCells}
      </span>
    </div>
  );
});

/** The classes of each byte of a row: its layer, and the brackets at both ends of what is lit. */
function cellLooks({ from, to, parts, lit }: ByteRowProps): readonly string[] {
  const looks: string[] = Array.from({ length: to - from }, () => "");
  for (const part of parts.split(" ")) {
    const [layer, start, end, begins] = part.split(":");
    for (let at = Number(start); at < Number(end); at += 1)
      looks[at - from] = classNames(layerLook[layer as WireLayer], at === Number(begins) && "wire-first");
  }
  for (const range of lit === "" ? [] : lit.split(" ")) {
    const [litFrom = 0, litTo = 0] = range.split(":").map(Number);
    for (let at = Math.max(from, litFrom); at < Math.min(to, litTo); at += 1)
      looks[at - from] = classNames(
        looks[at - from],
        "wire-lit",
        at === litFrom && "wire-lit-first",
        at === litTo - 1 && "wire-lit-last",
      );
  }
  return looks;
}
