import { describe, expect, test } from "vitest";
import { attemptError } from "./attempt-error.ts";
import { dictionaries } from "./dictionaries.ts";

const refused = {
  errorMessage: "The queue is full.",
  refusal: { name: "QUEUE_LIMIT", values: { limit: "queueLimit", value: "2" } },
};

describe("attemptError", () => {
  test("a refusal of the gateway is said in the page's language, with its value", () => {
    for (const locale of ["en", "zh"] as const) {
      const said = attemptError(locale, dictionaries[locale], refused);
      expect(said).toContain("2");
      expect(said).not.toBe(refused.errorMessage);
    }
  });

  test("a handler's own words, and reasons this page does not know, stay as they are", () => {
    expect(attemptError("zh", dictionaries.zh, { errorMessage: "no such cat" })).toBe("no such cat");
    const newer = { errorMessage: "no such cat", refusal: { name: "FROM_THE_FUTURE", values: {} } };
    expect(attemptError("zh", dictionaries.zh, newer)).toBe("no such cat");
    expect(attemptError("en", dictionaries.en, {})).toBeNull();
  });
});
