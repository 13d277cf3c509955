import { expect, test } from "vitest";
import { isAuthority } from "./authority-guard.ts";

test.each([
  "localhost",
  "127.0.0.1:3000",
  "[::1]:3000",
  "a.example.com",
  "a1.localhost:3000",
  "my_host",
  "x",
])("%s is a host", (text) => {
  expect(isAuthority(text)).toBe(true);
  expect(isAuthority(text)).toBe(true);
});

test.each([
  undefined,
  "",
  " ",
  "a b",
  "[::1",
  "a,b",
  "x:y",
  "user@host",
  "a/b",
  "a?b",
  "a#b",
  "a\\b",
  "a%b",
  "x:123456",
  "999.999.999.999",
  "\u00e9",
])("%s is none", (text) => {
  expect(isAuthority(text)).toBe(false);
});

test("whatever passes makes a URL", () => {
  for (const text of ["a.b.", "1", "1.2", "0x7f.1", "[::ffff:1.2.3.4]", "a-b_c:0", "xn--abc", "a..b"]) {
    if (isAuthority(text)) expect(() => new URL(`http://${text}/x`)).not.toThrow();
  }
});
