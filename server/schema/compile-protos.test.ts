import { describe, expect, test } from "vitest";
import { MethodKind } from "#lib/gen/playground/v1/deployment_pb.ts";
import { compileProtos } from "./compile-protos.ts";

const greet = `syntax = "proto3";
package greet.v1;
import "google/protobuf/timestamp.proto";
service Greeter {
  rpc SayHello(SayHelloRequest) returns (SayHelloResponse);
  rpc Peek(SayHelloRequest) returns (SayHelloResponse) { option idempotency_level = NO_SIDE_EFFECTS; }
  rpc Watch(SayHelloRequest) returns (stream SayHelloResponse);
  rpc Collect(stream SayHelloRequest) returns (SayHelloResponse);
  rpc Chat(stream SayHelloRequest) returns (stream SayHelloResponse);
}
message SayHelloRequest { string name = 1; }
message SayHelloResponse { string message = 1; google.protobuf.Timestamp at = 2; }
`;

async function problemsOf(content: string, path = "a.proto") {
  const result = await compileProtos([{ path, content }]);
  expect(result.ok).toBe(false);
  return result.ok ? [] : result.problem;
}

/** What a diagnostic underlines. */
function marked(
  content: string,
  { startLine, startColumn, endLine, endColumn }: Awaited<ReturnType<typeof problemsOf>>[number],
) {
  expect(endLine).toBe(startLine);
  return content.split("\n")[startLine - 1]?.slice(startColumn - 1, endColumn - 1);
}

describe("compileProtos", () => {
  test("lists the visitor's services with their methods and kinds", async () => {
    const result = await compileProtos([{ path: "greet.proto", content: greet }]);
    if (!result.ok) throw new Error(result.problem[0]?.message);
    expect(result.value.services).toHaveLength(1);
    expect(result.value.services[0]?.name).toBe("greet.v1.Greeter");
    expect(
      result.value.services[0]?.methods.map(({ name, kind, noSideEffects }) => [name, kind, noSideEffects]),
    ).toEqual([
      ["SayHello", MethodKind.UNARY, false],
      ["Peek", MethodKind.UNARY, true],
      ["Watch", MethodKind.SERVER_STREAMING, false],
      ["Collect", MethodKind.CLIENT_STREAMING, false],
      ["Chat", MethodKind.BIDI_STREAMING, false],
    ]);
    expect(result.value.registry.getMessage("google.protobuf.Timestamp")).toBeDefined();
    expect(result.value.protoPaths).toEqual(["greet.proto"]);
  });

  test("behind a Chinese comment a mistake is marked in UTF-16 columns", async () => {
    const content = 'syntax = "proto3";\nmessage A {\n  /* 中文注释 */ strng a = 1;\n}';
    const problems = await problemsOf(content);
    expect(
      problems.map(({ startLine, startColumn, endLine, endColumn }) => [
        startLine,
        startColumn,
        endLine,
        endColumn,
      ]),
    ).toEqual([[3, 14, 3, 19]]);
    expect(problems[0]?.message).toContain("strng");
  });

  test.each([
    ["an emoji", 'syntax = "proto3";\nmessage A { /*😀*/ strng a = 1; }', "strng"],
    ["a byte order mark", '\ufeffsyntax = "proto3"; message A { strng a = 1; }', "strng"],
    ["tabs and CRLF", 'syntax = "proto3";\r\nmessage A {\r\n\t\tstrng a = 1;\r\n}\r\n', "strng"],
  ])("%s does not move the mark", async (_, content, expected) => {
    const [problem] = await problemsOf(content);
    expect(problem && marked(content.replace(/^\ufeff/, ""), problem)).toBe(expected);
  });

  test("every mistake is reported, and each has a width", async () => {
    const content =
      'syntax = "proto3";\nimport "missing.proto";\nmessage A { strng a = 1; strng b = 1; }\nservice';
    const problems = await problemsOf(content);
    expect(problems.length).toBeGreaterThan(3);
    for (const { startLine, startColumn, endLine, endColumn } of problems) {
      expect(endLine > startLine || endColumn > startColumn).toBe(true);
    }
  });

  test("files import each other, and the file with the mistake is named", async () => {
    const files = [
      { path: "a.proto", content: 'syntax = "proto3";\nimport "lib/b.proto";\nmessage A { b.B b = 1; }' },
      { path: "lib/b.proto", content: 'syntax = "proto3";\npackage b;\nmessage B { strng x = 1; }' },
    ];
    const result = await compileProtos(files);
    expect(result.ok ? [] : result.problem.map((problem) => problem.path)).toEqual(["lib/b.proto"]);
  });

  test.each(["../a.proto", "/etc/a.proto", "a\0.proto", "./a.proto", "a//b.proto", "C:\\a.proto"])(
    "the path %j is refused before the compiler sees it",
    async (path) => {
      const problems = await problemsOf('syntax = "proto3";', path);
      expect(problems.map((problem) => [problem.path, problem.message])).toEqual([
        [path, "This is not a path of a proto file."],
      ]);
    },
  );

  test("a proto cannot replace a well-known type", async () => {
    const problems = await problemsOf('syntax = "proto3";', "google/protobuf/timestamp.proto");
    expect(problems[0]?.message).toContain("built in");
  });

  test("other files, a buf.yaml among them, are not read", async () => {
    const files = [
      { path: "greet.proto", content: greet },
      { path: "buf.yaml", content: "version: v2\ndeps: [buf.build/googleapis/googleapis]" },
      { path: "server.ts", content: "%%%" },
    ];
    expect((await compileProtos(files)).ok).toBe(true);
  });

  test("no proto at all is an empty schema", async () => {
    const result = await compileProtos([{ path: "server.ts", content: "" }]);
    expect(result.ok && result.value.services).toEqual([]);
  });

  test.each([
    ["deep nesting", `syntax = "proto3";${"message A{".repeat(5_000)}`],
    ["junk", "x;".repeat(20_000)],
    ["brackets", "[".repeat(100_000)],
    ["an open literal", `syntax = "proto3"; message A { option (x) = ${"{a:".repeat(20_000)}`],
  ])("%s gives at most a hundred diagnostics", async (_, content) => {
    const problems = await problemsOf(content);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(100);
    expect(
      problems.every(({ message }) => message.length <= 1_000 && !/\/tmp\/|rpc-playground-buf/.test(message)),
    ).toBe(true);
  });

  test.each(["\0", 'syntax = "proto3"; message __proto__ { string constructor = 1; }', "\ud800", ""])(
    "the text %j is no crash",
    async (content) => {
      expect(await compileProtos([{ path: "__proto__.proto", content }])).toHaveProperty("ok");
    },
  );

  test("unchanged protos are compiled once", async () => {
    const files = [{ path: "once.proto", content: 'syntax = "proto3"; message Once {}' }];
    expect(await compileProtos(files)).toBe(
      await compileProtos([...files, { path: "server.ts", content: "changed" }]),
    );
  });

  test("an abort ends the wait and is not remembered as a mistake", async () => {
    const files = [{ path: "abort.proto", content: 'syntax = "proto3"; message Abort {}' }];
    const controller = new AbortController();
    const compiling = compileProtos(files, { signal: controller.signal });
    controller.abort(new Error("gone"));
    await expect(compiling).rejects.toThrow("gone");
    expect((await compileProtos(files)).ok).toBe(true);
  });
});

describe("the schema of the fixtures", () => {
  const own = { path: "a.proto", content: 'syntax = "proto3";\npackage a.v1;\nmessage A {}\n' };

  test("comes with files that speak of it, as one of theirs", async () => {
    const content = 'import { Ledger } from "./gen/playground/fixtures/v1/fixtures_pb";\n';
    const compiled = await compileProtos([own, { path: "server.ts", content }]);
    expect(compiled.ok && compiled.value.protoPaths).toEqual([
      "a.proto",
      "playground/fixtures/v1/fixtures.proto",
    ]);
    expect(compiled.ok && compiled.value.services.map(({ name }) => name)).toEqual([
      "playground.fixtures.v1.Ledger",
      "playground.fixtures.v1.Clock",
    ]);
  });

  test("can be imported by a visitor's own, and stays away otherwise", async () => {
    const content = `syntax = "proto3";
package a.v1;
import "playground/fixtures/v1/fixtures.proto";
message A { playground.fixtures.v1.Entry entry = 1; }
`;
    const compiled = await compileProtos([{ path: "a.proto", content }]);
    expect(compiled.ok && compiled.value.warnings).toEqual([]);
    expect(compiled.ok && compiled.value.protoPaths).toHaveLength(2);
    const without = await compileProtos([own]);
    expect(without.ok && without.value.protoPaths).toEqual(["a.proto"]);
  });
});
