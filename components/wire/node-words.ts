import type { Dictionary } from "#lib/i18n/en.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import { staticEntries } from "#lib/wire/header-block.ts";
import type { WireField, WireNode, WireProblem } from "#lib/wire/wire-node.ts";
import { hexByte } from "./byte-rows.ts";

export type WireWords = Dictionary["wire"];

export type NodeWords = {
  readonly label: string;
  /** What the bytes say; empty: only what they are. */
  readonly value: string;
  /** What the schema or the protocol says about them; empty: nothing. */
  readonly facts: string;
};

/** More of a value is not shown in a row. */
const mostCharacters = 120;

/** A node in words. `parent` tells what flags mean. */
export function nodeWords(node: WireNode, parent: WireNode | null, words: WireWords): NodeWords {
  const { kind, field, value } = node;
  const label = words.kinds[kind];
  switch (kind) {
    case "field":
    case "group":
      return field === null ? { label, value: "", facts: "" } : fieldWords(node, field, words);
    case "tag":
      return { label, value: "", facts: field === null ? "" : tagWords(field, words) };
    case "value":
      return { label, value: valueText(node), facts: field?.type ?? "" };
    case "json-name":
    case "json-value":
      return { label, value: shortened(String(value ?? "")), facts: field?.type ?? "" };
    case "submessage":
    case "packed":
      return { label, value: "", facts: field?.type ?? "" };
    case "header":
      return { label: String(value ?? label), value: headerValue(node), facts: "" };
    case "hpack-header":
      return headerFieldWords(label, value);
    case "hpack-indexed":
      return { label, value: "", facts: tableWords(Number(value), words.hpack.static, words.hpack.dynamic) };
    case "hpack-add":
    case "hpack-once":
    case "hpack-never":
      return { label, value: "", facts: nameWords(Number(value), words) };
    case "frame":
      return { label: `${value ?? label}`, value: "", facts: frameFacts(node, words) };
    case "frame-flags":
      return { label, value: hexFlags(value), facts: flagNames(parent, Number(value ?? 0)).join(" ") };
    case "envelope-flags":
      return { label, value: hexFlags(value), facts: "" };
    default:
      return { label, value: value === null ? "" : shortened(String(value)), facts: "" };
  }
}

/** Why a node makes no sense. */
export function problemWords({ code, params }: WireProblem, { problems }: WireWords): string {
  return formatText(problems[code], params);
}

function fieldWords(node: WireNode, field: WireField, words: WireWords): NodeWords {
  const { number, name, type } = field;
  const single = node.children.find(({ kind }) => kind === "value");
  const label = name ?? formatText(words.tree.unknownField, { number });
  const known = type ?? wireTypeName(field.wireType, words);
  return {
    label,
    value: single === undefined ? "" : valueText(single),
    facts: formatText(words.tree.fieldFacts, { type: known, number }),
  };
}

function tagWords(field: WireField, words: WireWords): string {
  const { number, wireType } = field;
  return formatText(words.tree.tag, { number, wireType: wireTypeName(wireType, words) });
}

/** Protocol Buffers, Encoding: the wire types. */
function wireTypeName(wireType: number, { wireTypes }: WireWords): string {
  const { varint, eight, delimited, group, four } = wireTypes;
  const names = [varint, eight, delimited, group, group, four];
  return names[wireType] ?? formatText(wireTypes.unknown, { number: wireType });
}

function valueText({ value, field }: WireNode): string {
  if (value === null) return "";
  const isText = typeof value === "string" && (field?.type === "string" || field?.type === null);
  return shortened(isText ? JSON.stringify(value) : String(value));
}

function headerValue(node: WireNode): string {
  return shortened(String(node.children.find(({ kind }) => kind === "header-value")?.value ?? ""));
}

/** `name: value` is told as a header line is, names of HTTP/2's own with their colon. */
function headerFieldWords(label: string, value: WireNode["value"]): NodeWords {
  if (value === null) return { label, value: "", facts: "" };
  const whole = String(value);
  const mark = whole.indexOf(": ");
  return { label: whole.slice(0, mark), value: shortened(whole.slice(mark + 2)), facts: "" };
}

/** RFC 7541, 2.3.3: the static table comes first, and what was sent last stands first in the dynamic one. */
function tableWords(index: number, ofStatic: string, ofDynamic: string): string {
  return index <= staticEntries
    ? formatText(ofStatic, { index })
    : formatText(ofDynamic, { index: index - staticEntries });
}

function nameWords(index: number, { hpack }: WireWords): string {
  return index === 0 ? hpack.nameFollows : tableWords(index, hpack.staticName, hpack.dynamicName);
}

function frameFacts(frame: WireNode, words: WireWords): string {
  const flags = Number(frame.children.find(({ kind }) => kind === "frame-flags")?.value ?? 0);
  const stream = frame.children.find(({ kind }) => kind === "frame-stream")?.value;
  return [...flagNames(frame, flags), formatText(words.facts.stream, { number: stream ?? 0 })].join(" · ");
}

const endStream = { bit: 0x1, name: "END_STREAM" };
const padded = { bit: 0x8, name: "PADDED" };
const endHeaders = { bit: 0x4, name: "END_HEADERS" };
const ack = { bit: 0x1, name: "ACK" };

/** RFC 9113, 6: which flags a type of frame has. */
const flagsOfFrames: Readonly<Record<string, readonly { readonly bit: number; readonly name: string }[]>> = {
  DATA: [endStream, padded],
  HEADERS: [endStream, endHeaders, padded, { bit: 0x20, name: "PRIORITY" }],
  CONTINUATION: [endHeaders],
  PUSH_PROMISE: [endHeaders, padded],
  SETTINGS: [ack],
  PING: [ack],
};

function flagNames(frame: WireNode | null, flags: number): readonly string[] {
  const known = flagsOfFrames[String(frame?.value)] ?? [];
  return known.filter(({ bit }) => (flags & bit) !== 0).map(({ name }) => name);
}

const hexFlags = (value: WireNode["value"]) => `0x${hexByte(Number(value ?? 0))}`;

function shortened(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}
