import { describe, expect, test } from "vitest";
import { protoSymbols, suggestProto } from "./proto-language.ts";

const greet = `syntax = "proto3";
// message Ghost { }
message HelloRequest {
  string name = 1; // }
  message Inner { int64 id = 1; }
}
enum Mood { MOOD_UNSPECIFIED = 0; }
service Greeter { rpc SayHello(HelloRequest) returns (HelloReply); }
`;

function labels(before: string): string[] {
  return suggestProto(before, protoSymbols(greet), ["users.proto"]).map((s) => s.label);
}

describe("protoSymbols", () => {
  test("finds what is declared, nested too, and nothing in comments", () => {
    expect(protoSymbols(greet).map((s) => `${s.kind} ${s.name}`)).toEqual([
      "message HelloRequest",
      "message Inner",
      "enum Mood",
      "service Greeter",
    ]);
  });

  test("cuts out the whole declaration, past braces in comments and of nested messages", () => {
    const [hello] = protoSymbols(greet);
    expect(hello?.declaration.startsWith("message HelloRequest {")).toBe(true);
    expect(hello?.declaration.endsWith("{ int64 id = 1; }\n}")).toBe(true);
  });

  test("a declaration that is still being written reaches to the end", () => {
    expect(protoSymbols("message Open { string a = 1;")[0]?.declaration).toBe("message Open { string a = 1;");
  });
});

describe("suggestProto", () => {
  test("offers messages and `stream` where a method names its types", () => {
    expect(labels("service S {\n  rpc M(").slice(0, 3)).toEqual(["stream", "HelloRequest", "Inner"]);
    expect(labels("service S {\n  rpc M(HelloRequest) returns (")).toContain("HelloRequest");
    expect(labels("service S {\n  rpc M(")).not.toContain("Mood");
  });

  test("offers field types inside a message, enums among them", () => {
    const offered = labels("message M {\n  ");
    expect(offered).toEqual(
      expect.arrayContaining(["repeated", "int64", "HelloRequest", "Mood", "google.protobuf.Timestamp"]),
    );
    expect(labels("message M {\n  repeated ")).toContain("string");
    expect(labels("message M {\n  map<string, ")).toContain("HelloRequest");
  });

  test("offers nothing where a name or number of the visitor's own is due", () => {
    expect(labels("message M {\n  string ")).toEqual([]);
    expect(labels("message M {\n  string name = ")).toEqual([]);
    expect(labels("message M {\n  // st")).toEqual([]);
  });

  test("offers declarations at the top level and methods inside a service", () => {
    expect(labels('syntax = "proto3";\n')).toEqual(expect.arrayContaining(["message", "service", "package"]));
    expect(labels("service S {\n  ")).toEqual(expect.arrayContaining(["rpc", "rpc (bidi stream)"]));
  });

  test("offers the visitor's other files and the well-known ones in an import", () => {
    expect(labels('import "').slice(0, 2)).toEqual(["users.proto", "google/protobuf/any.proto"]);
  });
});
