import { create } from "@bufbuild/protobuf";
import {
  type ClientModule,
  ClientModuleSchema,
  type Experiment,
  ExperimentSchema,
} from "#lib/gen/playground/v1/editor_pb.ts";
import type { Diagnostic } from "#lib/gen/playground/v1/source_pb.ts";
import { collectModules, type SourceText } from "./collect-modules.ts";

/** What client code may import beside the project's own files; the client runtime has the same list. */
export const clientPackages: ReadonlySet<string> = new Set([
  "@connectrpc/connect",
  "@bufbuild/protobuf",
  "@bufbuild/protobuf/codegenv2",
  "@bufbuild/protobuf/reflect",
  "@bufbuild/protobuf/wire",
  "@bufbuild/protobuf/wkt",
  "playground",
]);

export type ClientBuild = {
  /** Empty when there are diagnostics. */
  readonly modules: readonly ClientModule[];
  /** Also those of a file with mistakes, as far as it can be read. */
  readonly experiments: readonly Experiment[];
  readonly diagnostics: readonly Diagnostic[];
};

/** `client.ts` and what it imports as modules for the client runtime. `generated` comes from `generateTypes(schema, "js")`. */
export async function buildClient(options: {
  readonly files: readonly SourceText[];
  readonly generated: readonly SourceText[];
}): Promise<ClientBuild> {
  const { modules, facts, diagnostics } = await collectModules({
    ...options,
    entry: "client",
    packages: clientPackages,
  });
  return {
    modules: diagnostics.length > 0 ? [] : modules.map((module) => create(ClientModuleSchema, module)),
    experiments: (facts?.experiments ?? []).map((experiment) => create(ExperimentSchema, experiment)),
    diagnostics,
  };
}
