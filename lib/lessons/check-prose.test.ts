import { describe, expect, test } from "vitest";
import { checkProse, lengthOf } from "./check-prose.ts";

const text = (value: string) => ({ type: "text", value });
const beat = (kind: string, ...children: { type: string; value: string }[]) => ({
  type: "root",
  children: [
    { type: "mdxJsxFlowElement", name: "Beat", attributes: [{ name: "kind", value: kind }], children },
  ],
});

describe("how long a step is", () => {
  test.each([
    ["en", "Don't wait for gRPC-Web, it's two words more.", 8],
    ["en", "— … “”", 0],
    ["zh", "用 `Promise.all` 一起等，共 5 次。", 8],
    ["zh", "，。《》", 0],
  ] as const)("%s %s", (locale, said, length) => {
    expect(lengthOf(said, locale)).toBe(length);
  });
});

describe("numbers in prose", () => {
  test.each(["5.01 s", "about 320 ms.", "3 seconds", "12µs", "1 000 毫秒", "14 字节", "7 bytes", "1.5 MB"])(
    "%s is written by hand",
    (said) => {
      expect(checkProse("en.mdx", "en", beat("see", text(said)))).toHaveLength(1);
    },
  );

  test.each(["ten workers", "lesson 2.3 shows", "five names", "2 calls", "http2 sockets", "3 steps"])(
    "%s is not measured",
    (said) => {
      expect(checkProse("en.mdx", "en", beat("notice", text(said)))).toEqual([]);
    },
  );

  test("code and the task may name numbers", () => {
    expect(checkProse("en.mdx", "en", beat("see", { type: "inlineCode", value: "sleep 10 ms" }))).toEqual([]);
    expect(checkProse("en.mdx", "en", beat("change", text("wait 1 s")))).toEqual([]);
  });
});
