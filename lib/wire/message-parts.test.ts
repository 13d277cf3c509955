import { BinaryWriter } from "@bufbuild/protobuf/wire";
import { expect, test } from "vitest";
import { messageParts } from "./message-parts.ts";

const read = (bytes: Uint8Array) =>
  messageParts(bytes).map(({ kind, from, to }) => [
    kind,
    Buffer.from(bytes.subarray(from, to)).toString("hex"),
  ]);
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

test("a text is a tag, a length, and itself", () => {
  expect(read(bytes("0a05576f726c64"))).toEqual([
    ["tag", "0a"],
    ["length", "05"],
    ["value", "576f726c64"],
  ]);
  expect(read(new Uint8Array())).toEqual([]);
  expect(read(bytes("0a00"))).toEqual([
    ["tag", "0a"],
    ["length", "00"],
  ]);
});

test("every wire type is as long as a writer makes it", () => {
  const writer = new BinaryWriter().uint32((300 << 3) | 0).uint64(2n ** 63n);
  writer.uint32((2 << 3) | 1).fixed64(7n);
  writer.uint32((3 << 3) | 5).fixed32(7);
  writer.uint32((4 << 3) | 2).string("x".repeat(300));
  const parts = messageParts(writer.finish());
  expect(parts.map(({ kind, from, to }) => [kind, to - from])).toEqual([
    ...[
      ["tag", 2],
      ["value", 10],
    ],
    ...[
      ["tag", 1],
      ["value", 8],
    ],
    ...[
      ["tag", 1],
      ["value", 4],
    ],
    ...[
      ["tag", 1],
      ["length", 2],
      ["value", 300],
    ],
  ]);
  expect(parts.map(({ from }) => from).slice(1)).toEqual(parts.map(({ to }) => to).slice(0, -1));
});

test.each([
  ["JSON", '{"name":"World"}'],
  ["a length that promises more than there is", "\n\u0006World"],
  ["a field without a number", "\u0002\u0001x"],
  ["a tag without an end", "\u0080\u0080".repeat(8)],
])("%s is no message", (_, text) => {
  expect(messageParts(new TextEncoder().encode(text)).map(({ kind }) => kind)).toEqual(["rest"]);
});
