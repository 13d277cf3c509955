import type { HeaderText } from "./decoded.ts";
import { latin1 } from "./header-lines.ts";
import { type HpackPart, type HpackText, readHpackParts } from "./hpack-parts.ts";
import { group, leaf, type WireLayer, type WireNode } from "./wire-node.ts";

/** RFC 7541, appendix A: the names of the static table, from index 1. */
const staticNames =
  ":authority :method :method :path :path :scheme :scheme :status :status :status :status :status :status :status accept-charset accept-encoding accept-language accept-ranges accept access-control-allow-origin age allow authorization cache-control content-disposition content-encoding content-language content-length content-location content-range content-type cookie date etag expect expires from host if-match if-modified-since if-none-match if-range if-unmodified-since last-modified link location max-forwards proxy-authenticate proxy-authorization range referer refresh retry-after server set-cookie strict-transport-security transfer-encoding user-agent vary via www-authenticate".split(
    " ",
  );

/** Entries of the static table; larger indices are of the dynamic one, which holds what this connection has sent before. */
export const staticEntries = staticNames.length;

/**
 * A header block of HTTP/2 as its fields. What they say is taken from `list`, the same headers as Node decoded or encoded
 * them: they stand in the same order, so that no table has to be known and no text to be decoded. A list that does not fit
 * the bytes is not believed; then only what the bytes say by themselves is told. Null: the bytes are no such block.
 */
export function readHeaderBlock(
  block: {
    readonly bytes: Uint8Array;
    readonly from: number;
    readonly to: number;
    readonly layer: WireLayer;
  },
  list: readonly HeaderText[],
): WireNode | null {
  const { bytes, from, to, layer } = block;
  const parts = readHpackParts(bytes, from, to);
  if (parts === null || parts.length === 0) return null;
  const texts = fittingTexts(bytes, parts, list);
  let next = 0;
  const fields = parts.map((part) => {
    if (part.kind === "table-size")
      return leaf(layer, "hpack-table-size", part.from, part.to, { value: part.size });
    const said = texts === null ? saidBy(bytes, part) : texts[next];
    next += 1;
    return fieldNode(layer, part, said ?? unsaid);
  });
  return group(layer, "header-block", fields);
}

type Field = Exclude<HpackPart, { readonly kind: "table-size" }>;
type Said = { readonly name: string | null; readonly value: string | null };

const unsaid: Said = { name: null, value: null };

function fieldNode(layer: WireLayer, field: Field, { name, value }: Said): WireNode {
  const whole = name === null ? null : `${name}: ${value ?? "…"}`;
  if (field.kind === "indexed") {
    const index = leaf(layer, "hpack-indexed", field.from, field.to, { value: field.index });
    return group(layer, "hpack-header", [index], { value: whole });
  }
  const leaves = [
    leaf(layer, `hpack-${field.kind}`, field.from, field.indexTo, { value: field.index }),
    ...(field.name === null ? [] : textLeaves(layer, "header-name", field.name, name)),
    ...textLeaves(layer, "header-value", field.value, value),
  ];
  return group(layer, "hpack-header", leaves, { value: whole });
}

function textLeaves(
  layer: WireLayer,
  kind: "header-name" | "header-value",
  { from, textFrom, to, huffman }: HpackText,
  value: string | null,
): readonly WireNode[] {
  const length = leaf(layer, huffman ? "hpack-huffman" : "hpack-length", from, textFrom, {
    value: to - textFrom,
  });
  return textFrom === to ? [length] : [length, leaf(layer, kind, textFrom, to, { value })];
}

/** The list in the block's order, if each field of the block can be the one of the list. */
function fittingTexts(
  bytes: Uint8Array,
  parts: readonly HpackPart[],
  list: readonly HeaderText[],
): readonly Said[] | null {
  const fields = parts.filter((part) => part.kind !== "table-size");
  if (fields.length !== list.length) return null;
  const isPseudo = ({ name }: HeaderText) => name.startsWith(":");
  // RFC 9113, 8.3: they come first, wherever they stand in the list.
  const ordered = [...list.filter(isPseudo), ...list.filter((header) => !isPseudo(header))];
  const fits = fields.every((field, index) => {
    const { name, value } = saidBy(bytes, field);
    const header = ordered[index];
    return (name === null || name === header?.name) && (value === null || value === header?.value);
  });
  return fits ? ordered : null;
}

/** What a field says without the dynamic table and without Huffman's code. */
function saidBy(bytes: Uint8Array, field: Field): Said {
  const name = staticNames[field.index - 1] ?? null;
  if (field.kind === "indexed") return { name, value: null };
  return {
    name: field.name === null ? name : plainText(bytes, field.name),
    value: plainText(bytes, field.value),
  };
}

function plainText(bytes: Uint8Array, { textFrom, to, huffman }: HpackText): string | null {
  return huffman ? null : latin1(bytes, textFrom, to);
}
