import { describe, expect, test } from "vitest";
import { formatProto } from "./format-proto.ts";

describe("formatProto", () => {
  test("lays out a file, comments in Chinese included", async () => {
    const content = 'syntax="proto3"; // 问候\nimport "b.proto";import "a.proto";\nmessage   A{string a=1;}';
    expect(await formatProto({ path: "a.proto", content })).toEqual({
      ok: true,
      value:
        'syntax = "proto3"; // 问候\n\nimport "a.proto";\nimport "b.proto";\nmessage A {\n  string a = 1;\n}\n',
    });
  });

  test.each(['syntax = "proto3"; message A {} }}} message B {', "%%% garbage { here"])(
    "a file that would lose text is left alone: %s",
    async (content) => {
      const result = await formatProto({ path: "a.proto", content });
      expect(result.ok ? [] : result.problem.length).toBeGreaterThan(0);
    },
  );
});
