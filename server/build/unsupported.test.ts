import { describe, expect, test } from "vitest";
import { buildProgram } from "./build-program.ts";

const generated = [
  { path: "gen/greet_pb.js", content: "" },
  { path: "gen/shop/v1/order_pb.js", content: "" },
];

async function problemsOf(content: string, ...others: { path: string; content: string }[]) {
  const result = await buildProgram({ files: [{ path: "server.ts", content }, ...others], generated });
  return result.ok
    ? []
    : result.problem.map(({ path, startLine, startColumn, message }) => ({
        place: `${path}:${startLine}:${startColumn}`,
        message,
      }));
}

describe("what a module cannot do here is said where it is written, with what works instead:", () => {
  test.each([
    ["a top-level await", "/* 中文 */ const x = await load();", 20, /Top-level "await".*async function/],
    ["a top-level for await", "for await (const x of []) {}", 1, /Top-level "await"/],
    ["await using at the top", "await using x = y;", 1, /Top-level "await"/],
    ["import = require", 'import fs = require("fs");', 1, /CommonJS. Write: import/],
    ["export =", "export = 1;", 1, /Write: export default/],
    ["require", 'const a = require("./a");', 11, /"require" is not available.*import/],
    ["module.exports", "module.exports = { a: 1 };", 1, /Write: export default/],
    ["exports.name", "exports.a = 1;", 1, /Write: export default/],
    ["import.meta", "const here = import.meta.url;", 14, /"import.meta" is not available/],
    ["JSX", "const view = <Greeting name='x'>hi</Greeting>;", 14, /JSX is not available/],
    ["a JSX fragment", "const view = <><b/></>;", 14, /JSX is not available/],
    [
      "a deferred import",
      'import defer * as x from "./a"; x;',
      8,
      /^Deferred imports are not available here$/,
    ],
  ])("%s", async (_, line, column, message) => {
    const problems = await problemsOf(`// first\n${line}\nexport default () => {};`);
    expect(problems).toEqual([{ place: `server.ts:2:${column}`, message: expect.stringMatching(message) }]);
  });

  test.each([
    ["await in functions", "const f = async () => { await 1; for await (const x of []) { void x; } };"],
    [
      "a require of one's own",
      "function f(require: (name: string) => number) { return require('x'); }\nf(Number);",
    ],
    ["exports as a name", "const exports = { a: 1 }; exports.a = 2;"],
    ["decorators", "const mark = (..._: unknown[]) => {};\n@mark class A { @mark f() {} }\nvoid A;"],
    ["enums and namespaces", "enum A { B }\nnamespace N { export const a = A.B; }\nvoid N.a;"],
    ["type imports of any kind", 'import type X = require("x");\nimport type { Y } from "y";\nlet a: X | Y;'],
    ["type assertions with angles", "const x = <unknown>1; void x;"],
    ["generics in arrows", "const id = <T,>(value: T) => value; id(1);"],
  ])("%s are fine", async (_, code) => {
    expect(await problemsOf(`${code}\nexport default () => {};`)).toEqual([]);
  });

  test("mistakes of different kinds are told together, in order", async () => {
    const problems = await problemsOf(
      "const a = require('a');\nawait 1;\nlet b; let b;\nexport default () => {};",
    );
    expect(problems.map(({ place }) => place)).toEqual(["server.ts:1:11", "server.ts:2:1", "server.ts:3:12"]);
  });

  test("no message speaks of the compiler's own settings", async () => {
    const texts = [
      "await 1",
      "import source x from 'x'; x",
      "break;",
      "new.target",
      "for await (const a of b) c",
      "yield 1",
    ];
    const problems = (await Promise.all(texts.map((text) => problemsOf(text)))).flat();
    expect(problems.length).toBeGreaterThanOrEqual(texts.length);
    for (const { message } of problems)
      expect(message).not.toMatch(/esbuild|output format|target env|cjs|es2022|loader/i);
  });
});

describe("an import that leads nowhere says why, at its name:", () => {
  test.each([
    ["node:fs", /no files, no network.*Available packages: @connectrpc\/connect, /],
    ["path", /no files/],
    ["zod", /^Cannot find "zod". Available packages: /],
    ["@connectrpc/conect", /Did you mean "@connectrpc\/connect"\?/],
    ["@connectrpc/connect-node", /playground connects client and server itself/],
    ["@bufbuild/protobuf/wkt2", /Did you mean "@bufbuild\/protobuf\/wkt"/],
    ["https://esm.sh/zod", /not loaded from other places/],
    ["/lib/a", /begin with ".\/" or "..\/"/],
    ["lib/a", /Did you mean ".\/lib\/a"/],
    ["./gen/gret_pb", /Did you mean ".\/gen\/greet_pb"/],
    ["./greet.proto", /import the code generated from it, ".\/gen\/greet_pb"/],
    ["./shop/v1/order.proto", /".\/gen\/shop\/v1\/order_pb"/],
    ["./data.json", /Only .ts files can be imported, not .json/],
    ["./view.tsx", /Only .ts files/],
    ["./nothing/like/it", /The files of this project: .\/server, .\/lib\/a, .\/gen\/greet_pb/],
    ["../outside", /The files of this project/],
  ])("%s", async (specifier, message) => {
    const other = { path: "lib/a.ts", content: "export const x = 1;" };
    const problems = await problemsOf(`import { x } from "${specifier}";\nexport default () => x;`, other);
    expect(problems).toEqual([{ place: "server.ts:1:19", message: expect.stringMatching(message) }]);
  });

  test("from a file in a folder, by the path it would take", async () => {
    const other = { path: "lib/a.ts", content: 'import { x } from "../gen/gret_pb";\nexport const y = x;' };
    const problems = await problemsOf('import { y } from "./lib/a";\nexport default () => y;', other);
    expect(problems).toEqual([
      { place: "lib/a.ts:1:19", message: expect.stringContaining('"../gen/greet_pb"') },
    ]);
  });

  test("also when it is a dynamic import, and one that is there is part of the program", async () => {
    const other = { path: "lib/late.ts", content: "export const x = 1;" };
    const bad = 'export default async () => {\n  await import("./lib/lat");\n};';
    expect(await problemsOf(bad, other)).toEqual([
      { place: "server.ts:2:16", message: expect.stringContaining('Did you mean "./lib/late"?') },
    ]);
    const files = [{ path: "server.ts", content: bad.replace("lat", "late") }, other];
    const built = await buildProgram({ files, generated });
    expect(built.ok && built.value.modules.map(({ path }) => path)).toEqual(["server", "lib/late"]);
  });

  test("circles are fine, as in Node", async () => {
    const a = { path: "a.ts", content: 'import { b } from "./b";\nexport const a = () => b;' };
    const b = { path: "b.ts", content: 'import { a } from "./a";\nexport const b = () => a;' };
    expect(await problemsOf('import { a } from "./a";\nexport default () => a;', a, b)).toEqual([]);
  });
});
