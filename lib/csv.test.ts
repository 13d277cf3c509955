import { describe, expect, test } from "vitest";
import { toCsv } from "./csv.ts";

describe("a CSV file", () => {
  test("quotes what would break a field and leaves numbers whole", () => {
    expect(
      toCsv(
        ["a", "b"],
        [
          ["x,y", 0.1],
          ['say "hi"', null],
          ["two\nlines", -3],
        ],
      ),
    ).toBe('a,b\r\n"x,y",0.1\r\n"say ""hi""",\r\n"two\nlines",-3\r\n');
  });

  test("does not let a text begin like a formula", () => {
    expect(toCsv(["t"], [["=1+1"], ["@cmd"]])).toBe("t\r\n'=1+1\r\n'@cmd\r\n");
  });
});
