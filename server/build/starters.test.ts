import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "@babel/parser";
import { beforeAll, describe, expect, test } from "vitest";
import { compileProtos } from "#server/schema/compile-protos.ts";
import { generateTypes } from "#server/schema/generate-types.ts";
import { buildClient } from "./build-client.ts";
import { buildProgram } from "./build-program.ts";

const languages = ["en", "zh"] as const;
type Language = (typeof languages)[number];

function readStarter(language: Language) {
  return ["greet.proto", "server.ts", "client.ts"].map((name) => ({
    path: name,
    content: readFileSync(path.join("starters/greeter", language, name), "utf8"),
  }));
}

async function generate(language: Language, target: "ts" | "js") {
  const schema = await compileProtos(readStarter(language));
  if (!schema.ok) throw new Error(schema.problem[0]?.message);
  const generated = await generateTypes(schema.value, target);
  if (!generated.ok) throw new Error(generated.problem[0]?.message);
  return generated.value;
}

/** The words of a program, with every string and template text as the same word, and no comments. */
function skeleton(content: string): string[] {
  const { tokens } = parse(content, { sourceType: "module", plugins: ["typescript"], tokens: true });
  return (tokens ?? []).flatMap((token: { type: string | { label: string }; value?: unknown }) => {
    if (typeof token.type === "string") return []; // A comment.
    return ["string", "template"].includes(token.type.label)
      ? ["text"]
      : [`${token.type.label} ${String(token.value)}`];
  });
}

describe("the greeter", () => {
  test.each(["server.ts", "client.ts"])("%s is the same program in both languages", (name) => {
    const [english, chinese] = languages.map(
      (language) => readStarter(language).find((file) => file.path === name)?.content ?? "",
    );
    expect(skeleton(chinese ?? "")).toEqual(skeleton(english ?? ""));
    expect(chinese).toMatch(/\p{Script=Han}/u);
    expect(english).not.toMatch(/\p{Script=Han}/u);
  });

  test("greet.proto is the same contract in both languages", () => {
    const [english, chinese] = languages.map((language) =>
      (readStarter(language)[0]?.content ?? "").replace(/\/\/.*/g, "//"),
    );
    expect(chinese).toBe(english);
  });

  test.each(languages)("%s: handler and client are built without a diagnostic", async (language) => {
    const files = readStarter(language);
    const generated = await generate(language, "js");
    const program = await buildProgram({ files, generated });
    expect(program.ok && program.value.modules.map((module) => module.path)).toEqual([
      "server",
      "gen/greet_pb",
    ]);
    const client = await buildClient({ files, generated });
    expect(client.diagnostics).toEqual([]);
    expect(client.experiments.map((experiment) => experiment.name)).toEqual([
      "blocking",
      "awaiting",
      "callbacks",
      "allAtOnce",
    ]);
    expect(
      client.experiments.every(({ title, name, description }) => title !== name && description !== ""),
    ).toBe(true);
  });

  test("the experiments bear the titles of the lessons", async () => {
    const { experiments } = await buildClient({
      files: readStarter("en"),
      generated: await generate("en", "js"),
    });
    expect(experiments.map((experiment) => experiment.title)).toEqual([
      "Blocking, one after another",
      "Awaiting, one after another",
      "Callbacks",
      "All at once",
    ]);
  });
});

describe("in a plain project", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "starters-"));
  beforeAll(async () => {
    symlinkSync(path.resolve("node_modules"), path.join(folder, "node_modules"));
    writeFileSync(path.join(folder, "package.json"), '{"type":"module"}');
    cpSync("client-runtime/playground.d.ts", path.join(folder, "playground.d.ts"));
    for (const language of languages) {
      for (const file of [...readStarter(language), ...(await generate(language, "ts"))]) {
        const place = path.join(folder, language, file.path);
        mkdirSync(path.dirname(place), { recursive: true });
        writeFileSync(place, file.content);
      }
    }
    return () => rmSync(folder, { recursive: true });
  });

  test("TypeScript finds no mistake in either language, and playground.d.ts is what the client needs", () => {
    writeFileSync(
      path.join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          target: "ESNext",
          module: "ESNext",
          moduleResolution: "bundler",
          strict: true,
          noEmit: true,
          isolatedModules: true,
          verbatimModuleSyntax: true,
          lib: ["ESNext", "DOM"],
          types: [],
          skipLibCheck: false,
        },
        include: ["playground.d.ts", "en", "zh"],
      }),
    );
    expect(execFileSync(path.resolve("node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8" })).toBe(
      "",
    );
  });
});
