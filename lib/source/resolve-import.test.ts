import { describe, expect, test } from "vitest";
import { resolveImport } from "./resolve-import.ts";

const modules = new Set(["client", "gen/greet_pb", "lib/a", "lib/index", "__proto__"]);
const packages = new Set(["@bufbuild/protobuf"]);

describe("resolveImport", () => {
  test.each([
    ["./gen/greet_pb", "client", "gen/greet_pb"],
    ["./gen/greet_pb.js", "client", "gen/greet_pb"],
    ["../gen/greet_pb.ts", "lib/a", "gen/greet_pb"],
    ["./lib", "client", "lib/index"],
    [".", "lib/a", "lib/index"],
    ["././lib//a", "client", "lib/a"],
    ["./__proto__", "client", "__proto__"],
  ])("%s from %s is the module %s", (specifier, importer, path) => {
    expect(resolveImport(specifier, importer, modules, packages)).toEqual({ kind: "module", path });
  });

  test.each([
    "./missing",
    "../client",
    "../../lib/a",
    "/client",
    "client",
    "@bufbuild/protobuf/wkt",
    "constructor",
    "",
  ])("%j is nothing", (specifier) => {
    expect(resolveImport(specifier, "client", modules, packages)).toBeUndefined();
  });

  test("a known package keeps its name", () => {
    const target = resolveImport("@bufbuild/protobuf", "lib/a", modules, packages);
    expect(target).toEqual({ kind: "package", path: "@bufbuild/protobuf" });
  });
});
