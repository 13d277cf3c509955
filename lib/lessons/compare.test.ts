import { describe, expect, test } from "vitest";
import { returns } from "./compare.ts";
import { item, nothing, value } from "./quantity.ts";

describe("what a learner's code returned", () => {
  test("of two lists as long as each other the first difference is told, counted from one", () => {
    const finding = returns(["a", "x", "y"], ["a", "b", "c"], { feedback: "mixed" });
    expect(finding).toEqual({
      verdict: "notYet",
      expected: item(2, value("b")),
      seen: item(2, value("x")),
      feedback: "mixed",
    });
  });

  test("lists of different length, and what is no list, are told as a whole", () => {
    expect(returns(["a"], ["a", "b"])).toMatchObject({ expected: value(["a", "b"]), seen: value(["a"]) });
    expect(returns(undefined, ["a"])).toMatchObject({ verdict: "notYet", seen: nothing });
  });

  test("the same passes, whatever the order of names in an object", () => {
    expect(returns([{ a: 1, b: 2 }], [{ b: 2, a: 1 }]).verdict).toBe("passed");
  });
});
