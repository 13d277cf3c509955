import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readExhibits } from "./exhibit-folder.ts";

const whole = join(import.meta.dirname, "../../lessons/00-prologue/01-hello-rpc/exhibit");
let lesson: string;
beforeEach(() => {
  lesson = mkdtempSync(join(tmpdir(), "exhibit-"));
  cpSync(whole, join(lesson, "exhibit"), { recursive: true });
});
afterEach(() => rmSync(lesson, { recursive: true }));

function edit(file: string, from: string, to: string): void {
  const path = join(lesson, "exhibit/article", file);
  const before = readFileSync(path, "utf8");
  expect(before).toContain(from);
  writeFileSync(path, before.replace(from, to));
}

const mistakes = () => readExhibits(lesson).mistakes.map(({ file, key, what }) => `${file} ${key}: ${what}`);

describe("the article's program", () => {
  test("is whole as it stands", () => {
    expect(mistakes()).toEqual([]);
    expect(Object.keys(readExhibits(lesson).exhibits)).toEqual(["article"]);
  });

  test("changed after it was recorded is named", () => {
    edit("after/server.py", "time.sleep(1)", "time.sleep(2)");
    expect(mistakes()).toEqual([
      "exhibit/article/messages.json madeFrom: was made from other programs; run: node scripts/record-python.ts",
      "exhibit/article/runs/one-call.json madeFrom: was made from other programs; run: node scripts/record-python.ts",
    ]);
  });

  test("whose run was written by hand is refused by what every record must satisfy", () => {
    edit("runs/one-call.json", '"resumed":[', '"resumed":[1,');
    expect(mistakes()[0]).toMatch(/^exhibit\/article\/runs\/one-call\.json : is no record/);
  });

  test("whose words are no YAML, or lack a key, is named with the file", () => {
    edit("zh.yaml", "  with:", "  without:");
    expect(mistakes()).toEqual([
      "exhibit/article/zh.yaml notes.with: missing: exhibit.json has it",
      "exhibit/article/zh.yaml notes.without: unknown: exhibit.json has no such key",
    ]);
    edit("en.yaml", "title:", "title: [");
    expect(mistakes()[0]).toMatch(/^exhibit\/article\/en\.yaml/);
  });

  test("that a lesson does not have is none", () => {
    rmSync(join(lesson, "exhibit"), { recursive: true });
    expect(readExhibits(lesson)).toEqual({ exhibits: {}, mistakes: [] });
  });
});
