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

const starters = {
  greeter: { proto: "greet", experiments: ["blocking", "awaiting", "callbacks", "allAtOnce"] },
  checkout: {
    proto: "shop",
    experiments: ["inSequence", "inParallel", "deadlinePassedOn", "deadlineForgotten"],
  },
  complexity: { proto: "complexity", experiments: ["doubling", "pairs"] },
} as const;
type Name = keyof typeof starters;
const names = Object.keys(starters) as Name[];
const all = names.flatMap((name) => languages.map((language) => [name, language] as const));

function readStarter(name: Name, language: Language) {
  return [`${starters[name].proto}.proto`, "server.ts", "client.ts"].map((file) => ({
    path: file,
    content: readFileSync(path.join("starters", name, language, file), "utf8"),
  }));
}

async function generate(name: Name, language: Language, target: "ts" | "js") {
  const schema = await compileProtos(readStarter(name, language));
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

describe.each(names)("the starter %s", (name) => {
  const { proto, experiments } = starters[name];

  test.each(["server.ts", "client.ts"])("%s is the same program in both languages", (file) => {
    const [english, chinese] = languages.map(
      (language) => readStarter(name, language).find((each) => each.path === file)?.content ?? "",
    );
    expect(skeleton(chinese ?? "")).toEqual(skeleton(english ?? ""));
    expect(chinese).toMatch(/\p{Script=Han}/u);
    expect(english).not.toMatch(/\p{Script=Han}/u);
  });

  test("its proto is the same contract in both languages", () => {
    const [english, chinese] = languages.map((language) =>
      (readStarter(name, language)[0]?.content ?? "").replace(/\/\/.*/g, "//"),
    );
    expect(chinese).toBe(english);
  });

  test.each(languages)("%s: handler and client are built without a diagnostic", async (language) => {
    const files = readStarter(name, language);
    const generated = await generate(name, language, "js");
    const program = await buildProgram({ files, generated });
    expect(program.ok && program.value.modules.map((module) => module.path)).toEqual([
      "server",
      `gen/${proto}_pb`,
    ]);
    const client = await buildClient({ files, generated });
    expect(client.diagnostics).toEqual([]);
    expect(client.experiments.map((experiment) => experiment.name)).toEqual(experiments);
    expect(
      client.experiments.every(({ title, name: own, description }) => title !== own && description !== ""),
    ).toBe(true);
  });
});

test("the greeter's experiments bear the titles of the lessons", async () => {
  const { experiments } = await buildClient({
    files: readStarter("greeter", "en"),
    generated: await generate("greeter", "en", "js"),
  });
  expect(experiments.map((experiment) => experiment.title)).toEqual([
    "Blocking, one after another",
    "Awaiting, one after another",
    "Callbacks",
    "All at once",
  ]);
});

describe("in a plain project", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "starters-"));
  beforeAll(async () => {
    symlinkSync(path.resolve("node_modules"), path.join(folder, "node_modules"));
    writeFileSync(path.join(folder, "package.json"), '{"type":"module"}');
    cpSync("client-runtime/playground.d.ts", path.join(folder, "playground.d.ts"));
    for (const [name, language] of all) {
      for (const file of [...readStarter(name, language), ...(await generate(name, language, "ts"))]) {
        const place = path.join(folder, name, language, file.path);
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
        include: ["playground.d.ts", ...names],
      }),
    );
    expect(execFileSync(path.resolve("node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8" })).toBe(
      "",
    );
  });
});
