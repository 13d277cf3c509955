import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);
const ids = [
  ...numbered("C", 20),
  ...numbered("G", 20),
  ...numbered("W", 4),
  ...numbered("H", 1),
  ...numbered("R", 3),
  ...numbered("K", 12),
];

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/conformance.md"), "utf8");

type Row = { readonly id: string; readonly test: string; readonly remark: string };

/** A bar inside a cell is written `\|`. */
const rows: Row[] = page.split("\n").flatMap((line) => {
  const [, id = "", , test = "", remark = ""] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
  return /^[A-Z]\d+$/.test(id) ? [{ id, test, remark }] : [];
});

const tests = new Map(
  ["tests/conformance", "tests/clients"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => [name.replace(".test.ts", ""), readFileSync(join(root, folder, name), "utf8")] as const),
  ),
);

/** Titles begin with one id or several: "G9, K7 an unsupported …". */
function names(source: string, id: string): boolean {
  return new RegExp(`["'\`](?:[A-Z]\\d+, )*${id}(?:, [A-Z]\\d+)* `).test(source);
}

test("every statement has its row in docs/conformance.md, once", () => {
  expect(rows.map(({ id }) => id)).toEqual(ids);
});

test.each(rows.filter((row) => row.test !== "–"))(
  "$id is the title of a test in $test",
  ({ id, test: name }) => {
    expect(names(tests.get(name) ?? "", id)).toBe(true);
  },
);

test("what has no test has a reason", () => {
  for (const { id, remark } of rows.filter((row) => row.test === "–")) {
    expect([id, remark.length > 40]).toEqual([id, true]);
  }
});
