import type { HeaderText } from "./decoded.ts";
import { group, leaf, rest, type WireLayer, type WireNode } from "./wire-node.ts";

export type HeaderLines = {
  readonly nodes: readonly WireNode[];
  readonly headers: readonly HeaderText[];
  /** Behind the lines, and behind the empty line that ends them. */
  readonly to: number;
  /** The empty line was there. */
  readonly ended: boolean;
};

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const colon = 0x3a;

/** Behind the line that begins at `from`, and where its CRLF (or bare LF) begins. Null: the line does not end. */
export function readLine(
  bytes: Uint8Array,
  from: number,
  to: number,
): { readonly end: number; readonly next: number } | null {
  const at = bytes.subarray(from, to).indexOf(lineFeed);
  if (at === -1) return null;
  const feed = from + at;
  const end = feed > from && bytes[feed - 1] === carriageReturn ? feed - 1 : feed;
  return { end, next: feed + 1 };
}

/** `name: value` lines (RFC 9112, 5) up to an empty line or to `to`. `layerOf` chooses by the name, in lower case. */
export function readHeaderLines(
  bytes: Uint8Array,
  from: number,
  to: number,
  layerOf: (name: string) => WireLayer,
): HeaderLines {
  const nodes: WireNode[] = [];
  const headers: HeaderText[] = [];
  let at = from;
  while (at < to) {
    const line = readLine(bytes, at, to);
    // gRPC-Web's trailers and captures that stop in the middle end without an end of line.
    const end = line?.end ?? to;
    const next = line?.next ?? to;
    if (end === at && line !== null) {
      nodes.push(leaf("headers", "head-end", at, next));
      return { nodes, headers, to: next, ended: true };
    }
    const mark = bytes.subarray(at, end).indexOf(colon);
    if (mark < 1) {
      nodes.push(rest(at, next, { code: "header-line", params: {} }));
    } else {
      const { node, header } = readHeader(bytes, { at, mark: at + mark, end, next }, layerOf);
      nodes.push(node);
      headers.push(header);
    }
    at = next;
  }
  return { nodes, headers, to: at, ended: false };
}

type Line = { readonly at: number; readonly mark: number; readonly end: number; readonly next: number };

function readHeader(bytes: Uint8Array, { at, mark, end, next }: Line, layerOf: (name: string) => WireLayer) {
  const name = latin1(bytes, at, mark);
  let valueFrom = mark + 1;
  while (valueFrom < end && isBlank(bytes[valueFrom])) valueFrom += 1;
  const value = latin1(bytes, valueFrom, end);
  const layer = layerOf(name.toLowerCase());
  const children = [
    leaf(layer, "header-name", at, mark, { value: name }),
    leaf(layer, "separator", mark, valueFrom),
    leaf(layer, "header-value", valueFrom, end, { value }),
    leaf(layer, "line-end", end, next),
  ];
  return {
    node: group(layer, "header", children, { value: name }),
    header: { name: name.toLowerCase(), value },
  };
}

const isBlank = (byte: number | undefined) => byte === 0x20 || byte === 0x09;

/** Header bytes as text: one character a byte (RFC 9110, 5.5). */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

export function findHeader(headers: readonly HeaderText[], name: string): string | null {
  return headers.find((header) => header.name === name)?.value ?? null;
}
