import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { compileProtos } from "./compile-protos.ts";
import { generateTypes, type Target } from "./generate-types.ts";
import type { ProtoText } from "./run-buf.ts";

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

async function generate(protos: readonly ProtoText[], target: Target) {
  const schema = await compileProtos(protos);
  if (!schema.ok) throw new Error(schema.problem[0]?.message);
  const generated = await generateTypes(schema.value, target);
  if (!generated.ok) throw new Error(generated.problem[0]?.message);
  return generated.value;
}

describe("generateTypes", () => {
  test("there is one file per proto of the visitor, none for well-known types", async () => {
    expect((await generate(files, "ts")).map((file) => file.path)).toEqual([
      "gen/greet_pb.ts",
      "gen/lib/names_pb.ts",
    ]);
    expect((await generate(files, "js")).map((file) => file.path)).toEqual([
      "gen/greet_pb.js",
      "gen/lib/names_pb.js",
    ]);
  });

  test("imports between generated files carry no extension", async () => {
    const [ts] = await generate(files, "ts");
    expect(ts?.content).toContain('from "./lib/names_pb"');
    expect(ts?.content).toContain("Says hello.");
    const [js] = await generate(files, "js");
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
      const [generated] = await generate([{ path: "names.proto", content: names?.content ?? "" }], "ts");
      expect(generated?.content).toBe(readFileSync(path.join(folder, "gen/names_pb.ts"), "utf8"));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("the event loop turns while hundreds of messages are generated", async () => {
    const messages = Array.from({ length: 300 }, (_, at) => `message M${at} { string text = 1; }`).join("\n");
    const schema = await compileProtos([{ path: "huge.proto", content: `syntax = "proto3";\n${messages}` }]);
    if (!schema.ok) throw new Error(schema.problem[0]?.message);
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    const generated = await generateTypes(schema.value, "js");
    clearInterval(turning);
    expect(generated.ok && generated.value.length).toBe(1);
    expect(turns).toBeGreaterThan(2);
  });
});
