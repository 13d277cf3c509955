import { expect, test } from "vitest";
import { childTraceparent } from "./trace-id.ts";

const trace = "0af7651916cd43dd8448eb211c80319c";
const span = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 255]);

test("a span below another keeps its trace and flags", () => {
  expect(childTraceparent(`00-${trace}-b7ad6b7169203331-01`, span)).toBe(`00-${trace}-01020304050607ff-01`);
});

test("is never all zero, which W3C Trace Context calls invalid", () => {
  expect(childTraceparent(`00-${trace}-b7ad6b7169203331-00`, new Uint8Array(8))).toBe(
    `00-${trace}-0000000000000001-00`,
  );
});

test.each([
  null,
  "",
  "00-abc-def-01",
  `00-${"0".repeat(32)}-b7ad6b7169203331-01`,
  `00-${trace}-${"0".repeat(16)}-01`,
  `00-${trace.toUpperCase()}-b7ad6b7169203331-01`,
])("nothing follows from %s", (received) => {
  expect(childTraceparent(received, span)).toBeNull();
});
