import { describe, expect, test } from "vitest";
import { maxReturnedCharacters, toReturned } from "./returned-value.ts";

describe("what an experiment returned", () => {
  test("is JSON, with bytes as base64 and bigints as text, however deep", () => {
    const value = { sum: 9_007_199_254_740_993n, parts: [{ raw: Uint8Array.of(1, 2, 255) }, null, "不行"] };
    expect(toReturned(value)).toEqual({
      returned: '{"sum":"9007199254740993","parts":[{"raw":"AQL/"},null,"不行"]}',
    });
    expect(toReturned(new Uint8Array(0))).toEqual({ returned: '""' });
    expect(toReturned(new Date(0))).toEqual({ returned: '"1970-01-01T00:00:00.000Z"' });
    expect(toReturned(0)).toEqual({ returned: "0" });
    expect(toReturned(null)).toEqual({ returned: "null" });
  });

  test("is nothing where nothing came back, or nothing that has JSON", () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const hostile = {
      toJSON() {
        throw new Error("no");
      },
    };
    for (const value of [undefined, () => 1, Symbol("s"), cycle, hostile])
      expect(toReturned(value)).toEqual({});
  });

  test("is kept whole up to its limit, and not at all beyond", () => {
    const longest = "x".repeat(maxReturnedCharacters - 2);
    expect(toReturned(longest)).toEqual({ returned: `"${longest}"` });
    expect(toReturned(`${longest}x`)).toEqual({ returnedTooLong: true });
    expect(toReturned(new Uint8Array(maxReturnedCharacters))).toEqual({ returnedTooLong: true });
    expect(toReturned(Array.from({ length: maxReturnedCharacters }, () => 1))).toEqual({
      returnedTooLong: true,
    });
  });
});
