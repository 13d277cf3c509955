import { expect, test } from "vitest";
import { pathIn } from "./language-switch.tsx";

test.each([
  ["/en", "/zh"],
  ["/en/play", "/zh/play"],
  ["/zh/limits", "/zh/limits"],
  ["/", "/zh"],
  ["/nothing/here", "/zh"],
])("%s is %s in Chinese", (path, chinese) => {
  expect(pathIn("zh", path)).toBe(chinese);
});
