import { describe, expect, test } from "vitest";
import { buildProgram } from "./build-program.ts";

const generated = [
  {
    path: "gen/greet_pb.js",
    content:
      'const { fileDesc } = require("@bufbuild/protobuf/codegenv2");\nconst { file_b } = require("./lib/names_pb");\n',
  },
  { path: "gen/lib/names_pb.js", content: "" },
];

async function build(content: string, ...others: { path: string; content: string }[]) {
  return buildProgram({ files: [{ path: "server.ts", content }, ...others], generated });
}

async function problemsOf(content: string, ...others: { path: string; content: string }[]) {
  const result = await build(content, ...others);
  return result.ok ? [] : result.problem;
}

describe("buildProgram", () => {
  test("reaches the visitor's files and the generated ones, once each", async () => {
    const result = await build(
      'import type { ConnectRouter } from "@connectrpc/connect";\nimport { Greeter } from "./gen/greet_pb";\nimport { a } from "./lib/a.ts";\nexport default (router: ConnectRouter) => [Greeter, a];\n',
      {
        path: "lib/a.ts",
        content:
          'import { b } from "./b.js";\nimport { a as self } from "../lib/a";\nexport const a = [b, () => self];',
      },
      { path: "lib/b.ts", content: "export const b: number = 1;" },
      { path: "client.ts", content: 'import "playground"; %%%' },
    );
    if (!result.ok) throw new Error(result.problem[0]?.message);
    expect(result.value.entry).toBe("server");
    expect(result.value.modules.map((module) => module.path)).toEqual([
      "server",
      "gen/greet_pb",
      "lib/a",
      "gen/lib/names_pb",
      "lib/b",
    ]);
    const [server] = result.value.modules;
    expect(server?.code).toContain('require("./gen/greet_pb")');
    expect(JSON.parse(server?.sourceMap ?? "")).toMatchObject({ version: 3, sources: ["server.ts"] });
  });

  test("a syntax error stands at the visitor's column, behind a Chinese comment too", async () => {
    const [problem] = await problemsOf("/* 中文注释 */ const x = ;\nexport default x;");
    expect(problem).toMatchObject({
      path: "server.ts",
      startLine: 1,
      startColumn: 22,
      endLine: 1,
      endColumn: 23,
      source: "esbuild",
    });
  });

  test("an unknown package is named where it is imported, with what there is instead", async () => {
    const [problem] = await problemsOf('import { readFile } from "node:fs";\nexport default readFile;');
    expect(problem).toMatchObject({ startLine: 1, startColumn: 26, endColumn: 35 });
    expect(problem?.message).toContain("@connectrpc/connect, @bufbuild/protobuf");
  });

  test("a missing file and a path out of the project are diagnostics", async () => {
    const problems = await problemsOf(
      'import { a } from "./missing";\nexport { b } from "../../etc/passwd";\nexport * from "/etc/passwd";\nexport default a;',
    );
    expect(problems.map(({ startLine, startColumn }) => [startLine, startColumn])).toEqual([
      [1, 19],
      [2, 19],
      [3, 15],
    ]);
  });

  test("an import of types alone need not exist at run time", async () => {
    const result = await build(
      'import type { A } from "types-only";\nimport { type B } from "types-only";\nexport default (a: A, b: B) => [a, b];',
    );
    expect(result.ok).toBe(true);
  });

  test("without server.ts there is a diagnostic, not an exception", async () => {
    const result = await buildProgram({ files: [], generated: [] });
    expect(result.ok ? [] : result.problem.map(({ path, message }) => [path, message])).toEqual([
      ["server.ts", "There is no server.ts."],
    ]);
  });

  test("a file named __proto__.ts is a file like any other", async () => {
    const result = await build('import { x } from "./__proto__";\nexport default x;', {
      path: "__proto__.ts",
      content: "export const x = 1;",
    });
    expect(result.ok && result.value.modules.map((module) => module.path)).toEqual(["server", "__proto__"]);
  });

  test.each([
    ["a NUL byte", "export default '\0';"],
    ["a byte order mark", "\ufeffexport default 1;"],
    ["a lone surrogate", "export default '\ud800';"],
  ])("%s is compiled", async (_, content) => {
    expect((await build(content)).ok).toBe(true);
  });

  test.each([
    ["a million-fold negation", `export default ${"!".repeat(250_000)}1;`],
    ["open brackets", "[".repeat(100_000)],
    ["nested arrows", "(a=".repeat(3_000)],
    ["exponential type arguments", `${"async<T>(".repeat(40)}1${")=>x".repeat(40)}`],
    ["nested classes", `${"class A{x=".repeat(1_000)}1${"}".repeat(1_000)}`],
  ])("%s: a diagnostic, and the next visitor is served", async (_, content) => {
    expect(await problemsOf(content)).not.toHaveLength(0);
    expect((await build(`export default ${JSON.stringify(content.length)};`)).ok).toBe(true);
  });

  // The compiler repeats the line with each of its complaints: 2 MB, 140 MB, more than a machine has.
  test.each([600, 4_800, 40_000])(
    "a line with %i mistakes is told in a hundred or fewer",
    async (mistakes) => {
      const problems = await problemsOf("let a;".repeat(mistakes));
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.length).toBeLessThanOrEqual(100);
      expect(problems[0]?.message).toMatch(/^The symbol "a" has already been declared$|too complex|too long/);
      expect((await build(`export default ${mistakes};`)).ok).toBe(true);
    },
  );

  test("of ten thousand imports that lead nowhere the first hundred are told", async () => {
    const problems = await problemsOf(
      Array.from({ length: 10_000 }, (_, number) => `import "./none${number}";`).join("\n"),
    );
    expect(problems.map(({ startLine }) => startLine)).toEqual(
      Array.from({ length: 100 }, (_, at) => at + 1),
    );
  });

  test("decorators and using are compiled", async () => {
    const content =
      "const mark = (..._: unknown[]) => {};\n@mark class A { @mark f() { using x = { [Symbol.dispose]() {} }; return x; } }\nexport default A;";
    expect(await problemsOf(content)).toEqual([]);
  });

  test("long chains are no nesting", async () => {
    expect((await build(`export default ${"1 + ".repeat(5_000)}1;`)).ok).toBe(true);
  });
});
