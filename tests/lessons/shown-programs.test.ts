import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { collectDeclarations } from "#scripts/assets/editor-types.ts";
import { listCases } from "#scripts/lesson/lesson-case.ts";
import { lessonPaths, readAuthored } from "#scripts/lesson/read-authored.ts";
import { compileProtos } from "#server/schema/compile-protos.ts";
import { generateTypes } from "#server/schema/generate-types.ts";

/** What a lesson shows, types as the editor checks them: a squiggle below the solution would teach the wrong thing. */
const lessons = await Promise.all(lessonPaths().map(readAuthored));
const home = mkdtempSync(join(tmpdir(), "shown-programs-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
for (const [uri, text] of Object.entries(await collectDeclarations()))
  write(join(home, new URL(uri).pathname), text);

/** As in load-monaco.ts. */
const compilerOptions = {
  target: "esnext",
  module: "esnext",
  moduleResolution: "bundler",
  lib: ["es2023"],
  types: [],
  strict: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  noEmit: true,
};
const tsc = join(import.meta.dirname, "../../node_modules/.bin/tsc");

async function problemsOf(
  name: string,
  files: readonly { readonly path: string; readonly content: string }[],
) {
  const folder = join(home, name);
  const schema = await compileProtos(files);
  if (!schema.ok) throw new Error(schema.problem[0]?.message);
  const generated = await generateTypes(schema.value, "ts");
  if (!generated.ok) throw new Error(generated.problem[0]?.message);
  for (const { path, content } of [...files, ...generated.value]) write(join(folder, path), content);
  write(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, include: ["**/*.ts"], files: [join(home, "sandbox-globals.d.ts")] }),
  );
  try {
    execFileSync(tsc, ["-p", folder], { encoding: "utf8" });
    return "";
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
}

describe.each(lessons.map((authored) => [authored.place, authored] as const))("%s", (place, authored) => {
  test("neither its start nor its solutions have a problem in the editor", async () => {
    const said: Record<string, string> = {};
    for (const { name, learner, must } of listCases(authored)) {
      if (must.kind === "say") continue;
      said[name] = await problemsOf(join(place, name), learner.files);
    }
    expect(said).toEqual(Object.fromEntries(Object.keys(said).map((name) => [name, ""])));
  }, 120_000);
});
