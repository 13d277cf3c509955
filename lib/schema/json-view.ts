import { type DescMessage, fromBinary, type JsonValue, type Registry, toJson } from "@bufbuild/protobuf";
import { itemPath, memberPath, rootPath } from "./json-path.ts";

/** Text of a JSON document, two spaces deep, with the place of every value by its path. */
export type JsonView = {
  readonly text: string;
  /** `$`, `$.people[2].name` → [from, to) in `text`. A member's name is part of its place. */
  readonly places: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
};

/** The JSON of a binary message. Null: the bytes are no such message, or it has no JSON (an `Any` of an unknown type). */
export function messageView(message: DescMessage, bytes: Uint8Array, registry: Registry): JsonView | null {
  try {
    return jsonView(toJson(message, fromBinary(message, bytes), { registry }));
  } catch {
    return null;
  }
}

/** As deep as a view goes: paths grow with every level. */
const maxDepth = 100;

/** As `JSON.stringify(value, null, 2)` writes it; what is nested deeper than 100 is left out: `…`. */
export function jsonView(value: JsonValue): JsonView {
  const places = new Map<string, { from: number; to: number }>();
  const pieces: string[] = [];
  let length = 0;
  const write = (piece: string) => {
    pieces.push(piece);
    length += piece.length;
  };

  function writeValue(item: JsonValue, { path, depth, from }: Where): void {
    if (typeof item === "object" && item !== null && depth === maxDepth) write("…");
    else if (Array.isArray(item)) {
      const entries = item.map((entry, index) => ({ path: itemPath(path, index), name: "", entry }));
      writeAll("[", entries, "]", depth);
    } else if (typeof item === "object" && item !== null) {
      const entries = Object.entries(item).map(([name, entry]) => {
        return { path: memberPath(path, name), name: `${JSON.stringify(name)}: `, entry };
      });
      writeAll("{", entries, "}", depth);
    } else write(JSON.stringify(item));
    places.set(path, { from, to: length });
  }

  function writeAll(open: string, entries: readonly Entry[], close: string, depth: number): void {
    const inner = "  ".repeat(depth + 1);
    write(open);
    for (const [index, { path, name, entry }] of entries.entries()) {
      write(index === 0 ? `\n${inner}` : `,\n${inner}`);
      const from = length;
      write(name);
      writeValue(entry, { path, depth: depth + 1, from });
    }
    write(entries.length === 0 ? close : `\n${"  ".repeat(depth)}${close}`);
  }

  writeValue(value, { path: rootPath, depth: 0, from: 0 });
  return { text: pieces.join(""), places };
}

type Where = { readonly path: string; readonly depth: number; readonly from: number };
type Entry = { readonly path: string; readonly name: string; readonly entry: JsonValue };
