import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { DiagnosticSchema, Severity } from "#lib/gen/playground/v1/source_pb.ts";
import { listProblems, type Problem, toProblem } from "./problem.ts";

function problem(path: string, line: number, rest: Partial<Problem> = {}): Problem {
  return {
    path,
    line,
    column: 1,
    endLine: line,
    endColumn: 2,
    severity: "error",
    message: "",
    source: "typescript",
    stack: [],
    ...rest,
  };
}

function fromServer(init: MessageInitShape<typeof DiagnosticSchema>): Problem {
  return toProblem(create(DiagnosticSchema, init));
}

describe("toProblem", () => {
  test("keeps 1-based UTF-16 positions with an exclusive end", () => {
    const range = { startLine: 3, startColumn: 14, endLine: 3, endColumn: 20, severity: Severity.ERROR };
    expect(fromServer({ path: "greet.proto", message: "unknown type", source: "buf", ...range })).toEqual(
      problem("greet.proto", 3, { column: 14, endColumn: 20, message: "unknown type", source: "buf" }),
    );
  });

  test("puts a problem without a place at the start of the file, one character wide", () => {
    expect(fromServer({ path: "server.ts" })).toMatchObject({ line: 1, column: 1, endLine: 1, endColumn: 2 });
  });

  test("widens an empty range so that its marker can be seen", () => {
    expect(fromServer({ startLine: 2, startColumn: 5, endLine: 2, endColumn: 5 })).toMatchObject({
      column: 5,
      endColumn: 6,
    });
  });

  test("leaves the end of a range over several lines alone", () => {
    expect(fromServer({ startLine: 2, startColumn: 9, endLine: 4, endColumn: 2 })).toMatchObject({
      endLine: 4,
      endColumn: 2,
    });
  });

  test("calls everything an error that is not said to be a warning", () => {
    expect(fromServer({ severity: Severity.WARNING }).severity).toBe("warning");
    expect(fromServer({ severity: Severity.UNSPECIFIED }).severity).toBe("error");
  });
});

describe("listProblems", () => {
  test("orders by tab, then line, then weight; unknown files come last", () => {
    const all = listProblems(
      ["greet.proto", "server.ts"],
      [problem("other.proto", 1, { source: "buf" }), problem("greet.proto", 9, { source: "buf" })],
      [
        problem("server.ts", 4, { severity: "warning" }),
        problem("server.ts", 4, { column: 8 }),
        problem("server.ts", 2),
      ],
    );
    expect(all.map((p) => `${p.path}:${p.line}:${p.severity}`)).toEqual([
      "greet.proto:9:error",
      "server.ts:2:error",
      "server.ts:4:error",
      "server.ts:4:warning",
      "other.proto:1:error",
    ]);
  });

  test("says a syntax error once when both esbuild and TypeScript found it", () => {
    const built = [
      problem("server.ts", 3, { source: "esbuild" }),
      problem("server.ts", 7, { source: "esbuild" }),
    ];
    const all = listProblems(["server.ts"], built, [problem("server.ts", 3)]);
    expect(all.map((p) => `${p.source}:${p.line}`)).toEqual(["typescript:3", "esbuild:7"]);
  });
});
