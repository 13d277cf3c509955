import { describe, expect, test } from "vitest";
import { messageOf, messageProblem, objectProblem } from "./message-problem.ts";

describe("a message that is typed", () => {
  test("is JSON or nothing", () => {
    expect(messageProblem("")).toBeNull();
    expect(messageProblem(" \n")).toBeNull();
    expect(messageProblem('{"name":"Ada"}')).toBeNull();
    expect(messageProblem("{name: Ada}")).toMatch(/JSON/);
  });

  test("nothing is a message without fields", () => {
    expect(messageOf(" \n")).toBe("{}");
    expect(messageOf('{"name":"Ada"}')).toBe('{"name":"Ada"}');
  });

  test("must be an object where a field is to be put into it", () => {
    expect(objectProblem("")).toBeNull();
    expect(objectProblem('{"n":1}')).toBeNull();
    for (const json of ["[]", '"text"', "1", "null", "{"]) expect(objectProblem(json)).not.toBeNull();
  });
});
