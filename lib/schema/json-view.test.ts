import type { JsonValue } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { jsonView } from "./json-view.ts";

describe("a view of JSON", () => {
  const value: JsonValue = {
    name: 'Ada "A"',
    empty: {},
    none: [],
    "two words": [1, { deep: null }, [true]],
  };

  test("is the text that JSON.stringify writes", () => {
    for (const one of [value, 1, "a", null, [], {}, [[]], { a: [{ b: 1.5e-7 }] }] as JsonValue[])
      expect(jsonView(one).text).toBe(JSON.stringify(one, null, 2));
  });

  test("knows where each value stands, with its name", () => {
    const view = jsonView(value);
    const at = (path: string) => {
      const place = view.places.get(path);
      return view.text.slice(place?.from, place?.to);
    };
    expect(at("$")).toBe(view.text);
    expect(at("$.name")).toBe('"name": "Ada \\"A\\""');
    expect(at('$["two words"][0]')).toBe("1");
    expect(at('$["two words"][1].deep')).toBe('"deep": null');
    expect(at('$["two words"][2][0]')).toBe("true");
  });

  test("leaves out what is nested without end", () => {
    let deep: JsonValue = 1;
    for (let depth = 0; depth < 20_000; depth += 1) deep = [deep];
    expect(jsonView(deep).text.replaceAll(/\s/g, "")).toBe(`${"[".repeat(100)}…${"]".repeat(100)}`);
  });
});
