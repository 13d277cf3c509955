import { expect, test } from "vitest";
import { createLineHighlight } from "./line-highlight.ts";

test("tells its listeners new lines once, and keeps the same object for the same lines", () => {
  const highlight = createLineHighlight();
  let calls = 0;
  const leave = highlight.subscribe(() => {
    calls++;
  });
  highlight.set({ path: "client.ts", lines: [7] });
  const first = highlight.current();
  highlight.set({ path: "client.ts", lines: [7] });
  expect([calls, highlight.current()]).toEqual([1, first]);
  expect(highlight.current()).toBe(first);
  highlight.set(null);
  highlight.set(null);
  expect([calls, highlight.current()]).toEqual([2, null]);
  leave();
  highlight.set({ path: "client.ts", lines: [7, 8] });
  expect(calls).toBe(2);
});
