import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseEnv } from "./env.ts";
import { environmentVariables, helpText } from "./environment-variables.ts";

const hosting = readFileSync(new URL("../docs/hosting.md", import.meta.url), "utf8");

describe("the environment variables", () => {
  test.each(Object.entries(environmentVariables))(
    "%s stands in --help and in docs/hosting.md, with the same words and default",
    (name, { otherwise, meaning }) => {
      const line = helpText()
        .split("\n")
        .find((one) => one.startsWith(`  ${name} `));
      expect(line).toContain(meaning);
      const value = otherwise === "" ? "" : `\`${otherwise}\``;
      expect(hosting).toContain(`| \`${name}\` | ${value} | ${meaning} |`);
    },
  );

  test("docs/hosting.md names no other", () => {
    const named = [...hosting.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(environmentVariables));
  });

  test("their defaults are those that an empty environment gives", () => {
    const said = Object.entries(environmentVariables).filter(([, { otherwise }]) => otherwise !== "");
    expect(parseEnv(Object.fromEntries(said.map(([name, { otherwise }]) => [name, otherwise])))).toEqual(
      parseEnv({}),
    );
  });
});
