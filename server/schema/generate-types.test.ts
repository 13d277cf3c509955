import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { compileProtos } from "./compile-protos.ts";
import { generateTypes } from "./generate-types.ts";

const files = [
  {
    path: "greet.proto",
    content: `syntax = "proto3";
package greet.v1;
import "google/protobuf/timestamp.proto";
import "lib/names.proto";
// Says hello.
service Greeter { rpc SayHello(names.Name) returns (Reply); }
message Reply { string message = 1; google.protobuf.Timestamp at = 2; Mood mood = 3; }
enum Mood { MOOD_UNSPECIFIED = 0; MOOD_GOOD = 1; }
`,
  },
  {
    path: "lib/names.proto",
    content: 'syntax = "proto3";\npackage names;\nmessage Name { string text = 1; }',
  },
];

async function compiled() {
  const result = await compileProtos(files);
  if (!result.ok) throw new Error(result.problem[0]?.message);
  return result.value;
}

describe("generateTypes", () => {
  test("there is one file per proto of the visitor, none for well-known types", async () => {
    expect(generateTypes(await compiled(), "ts").map((file) => file.path)).toEqual([
      "gen/greet_pb.ts",
      "gen/lib/names_pb.ts",
    ]);
    expect(generateTypes(await compiled(), "js").map((file) => file.path)).toEqual([
      "gen/greet_pb.js",
      "gen/lib/names_pb.js",
    ]);
  });

  test("imports between generated files carry no extension", async () => {
    const [ts] = generateTypes(await compiled(), "ts");
    expect(ts?.content).toContain('from "./lib/names_pb"');
    expect(ts?.content).toContain("Says hello.");
    const [js] = generateTypes(await compiled(), "js");
    expect(js?.content).toContain('require("./lib/names_pb")');
    expect(js?.content).not.toMatch(/^(import|export) /m);
  });

  test("the TypeScript is what buf generate writes", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "generate-"));
    try {
      const [, names] = files;
      writeFileSync(path.join(folder, "names.proto"), names?.content ?? "");
      writeFileSync(
        path.join(folder, "buf.gen.yaml"),
        "version: v2\nplugins:\n  - local: protoc-gen-es\n    out: gen\n    opt: [target=ts, erasable_syntax=true]\n",
      );
      const bin = path.resolve("node_modules/.bin");
      execFileSync(path.join(bin, "buf"), ["generate"], {
        cwd: folder,
        env: { PATH: `${bin}:/usr/bin:/bin`, HOME: folder, NODE_ENV: "test" },
      });
      const result = await compileProtos([{ path: "names.proto", content: names?.content ?? "" }]);
      if (!result.ok) throw new Error("names.proto is right");
      expect(generateTypes(result.value, "ts")[0]?.content).toBe(
        readFileSync(path.join(folder, "gen/names_pb.ts"), "utf8"),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
