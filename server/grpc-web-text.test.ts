import { describe, expect, test } from "vitest";
import { Base64Reader, isWebText, toBase64, toBinaryType, toTextType } from "./grpc-web-text.ts";

const bytes = Uint8Array.from({ length: 1_000 }, (_, at) => (at * 89) % 256);
const text = (...flushed: readonly Uint8Array[]) => Buffer.concat(flushed.map(toBase64));

/** What a reader makes of the text when it comes in pieces of this size. */
function readInPieces(whole: Uint8Array, size: number): Uint8Array | null {
  const reader = new Base64Reader();
  const read: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += size) {
    const part = reader.read(whole.subarray(at, at + size));
    if (part === null) return null;
    read.push(part);
  }
  return reader.atBoundary ? Buffer.concat(read) : null;
}

describe("base64 is read", () => {
  test.each([1, 2, 3, 4, 5, 7, 64, 5_000])("in pieces of %i characters", (size) => {
    expect(readInPieces(text(bytes), size)).toEqual(Buffer.from(bytes));
  });

  test("with padding wherever the sender flushed, cut anywhere", () => {
    const flushed = text(
      bytes.subarray(0, 5),
      bytes.subarray(5, 6),
      bytes.subarray(6, 9),
      bytes.subarray(9, 110),
    );
    for (let size = 1; size < 20; size++) {
      expect(readInPieces(flushed, size)).toEqual(Buffer.from(bytes.subarray(0, 110)));
    }
  });

  test.each(["AAA*", "A===", "====", "AA=A", "AAAA=AAA", "A A=", "AAA\u00e9", "A=", "="])(
    "and %j is none",
    (broken) => {
      expect(new Base64Reader().read(Buffer.from(broken, "latin1"))).toBeNull();
    },
  );

  test.each(["A", "AA", "AAA", "AAAAAA="])("and %j is not over yet", (started) => {
    const reader = new Base64Reader();
    expect(reader.read(Buffer.from(started))).not.toBeNull();
    expect(reader.atBoundary).toBe(false);
  });

  test("and four megabytes of it take no more than a read", () => {
    const large = new Uint8Array(4 * 1024 * 1024);
    expect(new Base64Reader().read(toBase64(large))?.length).toBe(large.length);
  });
});

test("content types change between text and bytes, and no others do", () => {
  expect(isWebText("application/grpc-web-text+proto")).toBe(true);
  expect(isWebText("application/grpc-web+proto")).toBe(false);
  expect(toBinaryType("application/grpc-web-text")).toBe("application/grpc-web");
  expect(toBinaryType("application/grpc-web-text+proto")).toBe("application/grpc-web+proto");
  expect(toTextType("application/grpc-web+proto")).toBe("application/grpc-web-text+proto");
  expect(toTextType("application/grpc-web-text")).toBe("application/grpc-web-text");
  expect(toTextType("application/json")).toBe("application/json");
});
