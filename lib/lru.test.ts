import { expect, test } from "vitest";
import { createLru } from "./lru.ts";

test("the entry that was used longest ago is forgotten first", () => {
  const lru = createLru<string, number>(2);
  lru.set("a", 1);
  lru.set("b", 2);
  expect(lru.get("a")).toBe(1);
  lru.set("c", 3);
  expect(lru.get("b")).toBeUndefined();
  expect([lru.get("a"), lru.get("c")]).toEqual([1, 3]);
});

test("weights count, not entries", () => {
  const lru = createLru<string, string>(10, (key, value) => key.length + value.length);
  lru.set("a", "1234");
  lru.set("b", "1234");
  lru.set("a", "12");
  lru.set("c", "1");
  expect(["a", "b", "c"].map((key) => lru.get(key))).toEqual(["12", "1234", "1"]);
  lru.set("d", "123");
  expect(["a", "b", "c", "d"].map((key) => lru.get(key))).toEqual([undefined, undefined, "1", "123"]);
  lru.set("huge", "12345678901");
  expect(lru.get("huge")).toBeUndefined();
});
