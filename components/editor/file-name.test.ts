import { describe, expect, test } from "vitest";
import { parseFileName } from "./file-name.ts";

const taken = ["greet.proto", "server.ts", "lib/clock.ts"];

describe("parseFileName", () => {
  test.each([
    ["users.proto", "users.proto"],
    ["  lib/retry.ts ", "lib/retry.ts"],
    ["./helpers.ts", "helpers.ts"],
    ["acme/v1/users_api-2.proto", "acme/v1/users_api-2.proto"],
    ["generated.ts", "generated.ts"],
  ])("accepts %j as %j", (text, path) => {
    expect(parseFileName(text, taken, 200)).toEqual({ ok: true, value: path });
  });

  test.each([
    ["", "empty"],
    ["   ", "empty"],
    ["/etc/passwd.ts", "absolute"],
    ["C:\\notes.ts", "absolute"],
    ["\\\\server\\a.ts", "absolute"],
    ["../secrets.ts", "segments"],
    ["a/../b.ts", "segments"],
    ["a//b.ts", "segments"],
    ["a/./b.ts", "segments"],
    ["a\u0000.ts", "characters"],
    ["a b.ts", "characters"],
    ["问候.proto", "characters"],
    ["a\\b.ts", "characters"],
    ["readme.md", "extension"],
    ["server", "extension"],
    [".ts", "extension"],
    ["lib/.proto", "extension"],
    ["view.tsx", "extension"],
    ["gen/greet_pb.ts", "generated"],
    ["Gen/x.ts", "generated"],
    ["greet.proto", "taken"],
    ["Server.ts", "taken"],
  ])("refuses %j as %s", (text, problem) => {
    expect(parseFileName(text, taken, 200)).toEqual({ ok: false, problem });
  });

  test("refuses a name longer than the limit and accepts one that reaches it", () => {
    expect(parseFileName(`${"a".repeat(17)}.ts`, [], 20).ok).toBe(true);
    expect(parseFileName(`${"a".repeat(18)}.ts`, [], 20)).toEqual({ ok: false, problem: "tooLong" });
  });
});
