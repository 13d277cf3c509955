import { describe, expect, test } from "vitest";
import { noticeOf, type OtherDraft } from "./other-drafts.ts";

const code = (content: string) => [{ path: "server.ts", content }];
const other = (id: string, content: string, savedAtUnixMs: number, isOpen: boolean): OtherDraft => ({
  id,
  files: code(content),
  starter: undefined,
  savedAtUnixMs,
  isOpen,
});

describe("what a new tab says about other tabs", () => {
  test("nothing, when no other tab has work open", () => {
    expect(noticeOf(code("a"), [])).toBeNull();
    expect(noticeOf(code("a"), [other("x", "b", 5, false)])).toBeNull();
  });

  test("that the same work is open there", () => {
    expect(noticeOf(code("a"), [other("y", "b", 9, true), other("x", "a", 5, true)])).toEqual({
      kind: "same",
    });
  });

  test("that the newest open one is another draft, with its age", () => {
    const others = [other("z", "c", 9, false), other("y", "b", 7, true), other("x", "d", 5, true)];
    expect(noticeOf(code("a"), others)).toEqual({ kind: "different", id: "y", savedAtUnixMs: 7 });
  });
});
