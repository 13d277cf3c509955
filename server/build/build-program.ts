import type { Diagnostic } from "#lib/gen/playground/v1/source_pb.ts";
import { fail, ok, type Result } from "#lib/result.ts";
import type { Program } from "#server/sandbox/sandbox.ts";
import { collectModules, type SourceText } from "./collect-modules.ts";

/** What a handler may import beside the project's own files. */
export const serverPackages: ReadonlySet<string> = new Set([
  "@connectrpc/connect",
  "@bufbuild/protobuf",
  "@bufbuild/protobuf/codegenv2",
  "@bufbuild/protobuf/reflect",
  "@bufbuild/protobuf/wire",
  "@bufbuild/protobuf/wkt",
  "node:timers",
  "node:timers/promises",
  "playground",
]);

/**
 * `server.ts` and what it imports as a program for the sandbox. `generated` comes from `generateTypes(schema, "js")`.
 * Nothing of it is run here.
 */
export async function buildProgram(options: {
  readonly files: readonly SourceText[];
  readonly generated: readonly SourceText[];
}): Promise<Result<Program, readonly Diagnostic[]>> {
  const { modules, diagnostics } = await collectModules({
    ...options,
    entry: "server",
    packages: serverPackages,
  });
  return diagnostics.length > 0 ? fail(diagnostics) : ok({ modules, entry: "server" });
}
