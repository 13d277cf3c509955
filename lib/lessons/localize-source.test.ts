import { expect, test } from "vitest";
import { localizeSource } from "./localize-source.ts";

const source = [
  "// en: Wait here.",
  "// zh: 在这里等。",
  "  * en: inside",
  "  * zh: 里面",
  "sleep(1); // en: stays",
].join("\n");

test("only the comments of one language remain, without their mark", () => {
  expect(localizeSource(source, "en")).toBe("// Wait here.\n  * inside\nsleep(1); // en: stays");
  expect(localizeSource(source, "zh")).toBe("// 在这里等。\n  * 里面\nsleep(1); // en: stays");
});

test("source without marks stays as it is, to the byte", () => {
  const plain = "const a = 1;\r\n\n// enough: no mark\n";
  expect(localizeSource(plain, "zh")).toBe(plain);
});
