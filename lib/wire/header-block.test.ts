import { describe, expect, test } from "vitest";
import type { HeaderText } from "./decoded.ts";
import { readHeaderBlock, staticEntries } from "./header-block.ts";
import { leavesOf } from "./wire-node.ts";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));

function read(hex: string, list: readonly HeaderText[]) {
  const bytes = bytesOf(hex);
  return readHeaderBlock({ bytes, from: 0, to: bytes.length, layer: "headers" }, list);
}

/** What each field is said to be. */
const told = (hex: string, list: readonly HeaderText[]) =>
  read(hex, list)?.children.map(({ value }) => value) ?? null;

const pairs = (...all: readonly (readonly [string, string])[]) =>
  all.map(([name, value]) => ({ name, value }));

/** RFC 7541, appendix C.3 and C.4: the first request, plain and in Huffman's code, and the second of C.3. */
const firstPlain = "8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d";
const firstHuffman = "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff";
const second = "8286 84be 5808 6e6f 2d63 6163 6865";
const first = pairs(
  [":method", "GET"],
  [":scheme", "http"],
  [":path", "/"],
  [":authority", "www.example.com"],
);

describe("a header block of HTTP/2", () => {
  test("is told field by field with the list that stands beside it, in Huffman's code too", () => {
    const said = [":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com"];
    expect(told(firstPlain, first)).toEqual(said);
    expect(told(firstHuffman, first)).toEqual(said);
    expect(told(second, [...first, { name: "cache-control", value: "no-cache" }])).toEqual([
      ...said,
      "cache-control: no-cache",
    ]);
  });

  test("knows every name of the static table, which has 61 entries (RFC 7541, appendix A)", () => {
    expect(staticEntries).toBe(61);
    const [all, last] = [told("9f", []), told("bd", [])];
    expect([all, last]).toEqual([["content-type: …"], ["www-authenticate: …"]]);
    expect(told("be", [])).toEqual([null]);
  });

  test("says how each field is written: by its index, remembered, once, never remembered, and a table's size", () => {
    const kinds = (hex: string) =>
      leavesOf(read(hex, []) as NonNullable<ReturnType<typeof read>>).map(({ kind }) => kind);
    expect(kinds("82")).toEqual(["hpack-indexed"]);
    // C.2.1, C.2.2 and C.2.3.
    const custom = "400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572";
    expect(kinds(custom)).toEqual([
      "hpack-add",
      "hpack-length",
      "header-name",
      "hpack-length",
      "header-value",
    ]);
    expect(kinds("040c 2f73 616d 706c 652f 7061 7468")).toEqual([
      "hpack-once",
      "hpack-length",
      "header-value",
    ]);
    expect(kinds("1008 7061 7373 776f 7264 0673 6563 7265 74")[0]).toBe("hpack-never");
    expect(kinds("3fe1 1f82")).toEqual(["hpack-table-size", "hpack-indexed"]);
    expect(kinds("418c f1e3 c2e5 f23a 6ba0 ab90 f4ff")[1]).toBe("hpack-huffman");
    expect(read("3fe1 1f82", [])?.children[0]?.value).toBe(4_096);
  });

  test("puts the names of HTTP/2 itself first, as they stand on the wire", () => {
    const sent = pairs(["content-type", "application/grpc"], [":status", "200"]);
    expect(told("88 5f 10 6170706c69636174696f6e2f67727063", sent)).toEqual([
      ":status: 200",
      "content-type: application/grpc",
    ]);
  });

  test("does not believe a list that does not fit, and tells what the bytes say by themselves", () => {
    const itself = [":method: …", ":scheme: …", ":path: …", ":authority: www.example.com"];
    expect(told(firstPlain, first.slice(1))).toEqual(itself);
    expect(told(firstPlain, [...first.slice(0, 3), { name: ":authority", value: "evil.example" }])).toEqual(
      itself,
    );
    expect(told(firstPlain, [...first.slice(0, 2), { name: "x", value: "/" }, ...first.slice(3)])).toEqual(
      itself,
    );
  });

  test("is no block where it ends early, names entry 0, has a number without an end, or nothing in it", () => {
    for (const hex of ["", "80", "41", "410f 7777", "ffff ffff ffff ffff", "400a", "7f"])
      expect(read(hex, [])).toBeNull();
  });

  test("has parts that follow each other without a gap", () => {
    const root = read(second, []);
    const bytes = bytesOf(second);
    let at = 0;
    for (const leaf of leavesOf(root as NonNullable<typeof root>)) {
      expect(leaf.from).toBe(at);
      at = leaf.to;
    }
    expect(at).toBe(bytes.length);
  });
});
