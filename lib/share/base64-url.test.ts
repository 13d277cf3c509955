import { expect, test } from "vitest";
import { parseBase64Url, toBase64Url } from "./base64-url.ts";

test("bytes of every length and value are written as Node writes them, and come back", () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 37 + length * 11) & 255);
    const text = toBase64Url(bytes);
    expect(text).toBe(Buffer.from(bytes).toString("base64url"));
    expect(parseBase64Url(text)).toEqual(bytes);
  }
});

test("what no bytes are written as is refused", () => {
  for (const text of ["A", "AAAAA", "AA==", "A+A/", "A A", "ＡＡ"])
    expect(parseBase64Url(text), text).toBeNull();
});
