import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { collectDeclarations } from "./editor-types.ts";

const files = await collectDeclarations();

describe("the editor's type library", () => {
  test("holds every declaration that another one of the same package imports", () => {
    const missing = Object.entries(files).flatMap(([uri, text]) =>
      [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)\.js"/g)]
        .map(
          (match) => `file://${posix.join(posix.dirname(uri.slice("file://".length)), `${match[1]}.d.ts`)}`,
        )
        .filter((target) => files[target] === undefined),
    );
    expect(missing).toEqual([]);
  });

  test("points each allowed entry point to a declaration that is there, and names no other", () => {
    const exported = Object.keys(files)
      .filter((uri) => uri.endsWith("package.json"))
      .flatMap((uri) => {
        const { name, exports } = JSON.parse(files[uri] ?? "") as {
          name: string;
          exports: Record<string, { types: string }>;
        };
        for (const { types } of Object.values(exports)) {
          expect(
            files[`file://${posix.join(posix.dirname(uri.slice("file://".length)), types)}`],
          ).toBeDefined();
        }
        return Object.keys(exports).map((key) => posix.join(name, key));
      });
    expect(exported).toContain("@connectrpc/connect");
    expect(exported).toContain("@bufbuild/protobuf/wkt");
    expect(exported).not.toContain("@connectrpc/connect/protocol-grpc");
  });

  test("gives handlers timers and a console, and neither files nor a page", () => {
    const globals = files["file:///sandbox-globals.d.ts"] ?? "";
    for (const name of [
      "setTimeout",
      "console",
      "AbortSignal",
      "structuredClone",
      '"node:timers/promises"',
    ]) {
      expect(globals).toContain(name);
    }
    for (const name of ["process", "require", "document", "fetch", "window"]) {
      expect(globals).not.toMatch(new RegExp(`declare (?:var|function|class|module) "?${name}\\b`));
    }
  });
});
