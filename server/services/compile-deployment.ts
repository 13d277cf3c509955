import type { Service } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { Diagnostic, SourceFile } from "#lib/gen/playground/v1/source_pb.ts";
import { fail, ok, type Result } from "#lib/result.ts";
import type { Program } from "#server/sandbox/sandbox.ts";
import type { CompiledSchema } from "#server/schema/compile-protos.ts";
import type { Generation, Target } from "#server/schema/generate-types.ts";
import { missingFile } from "./visitor-diagnostics.ts";

export type Compilers = {
  compileProtos(
    files: readonly SourceFile[],
    options: { readonly signal: AbortSignal },
  ): Promise<Result<CompiledSchema, readonly Diagnostic[]>>;
  generateTypes(schema: CompiledSchema, target: Target): Promise<Generation>;
  buildProgram(sources: {
    readonly files: readonly SourceFile[];
    readonly generated: readonly SourceFile[];
  }): Promise<Result<Program, readonly Diagnostic[]>>;
};

export type CompiledDeployment = {
  readonly services: readonly Service[];
  readonly program: Program;
  readonly descriptorSet: Uint8Array;
  readonly warnings: readonly Diagnostic[];
};

/** The module a deployment starts with. */
const entryFile = "server.ts";

/** From a visitor's files to something that runs; every mistake in them is a diagnostic. */
export async function compileDeployment(
  files: readonly SourceFile[],
  compilers: Compilers,
  signal: AbortSignal,
): Promise<Result<CompiledDeployment, readonly Diagnostic[]>> {
  const hasEntry = files.some((file) => file.path === entryFile);
  const schema = await compilers.compileProtos(files, { signal });
  if (!schema.ok) return fail(hasEntry ? schema.problem : [...schema.problem, missingFile(entryFile)]);
  if (!hasEntry) return fail([missingFile(entryFile)]);
  const generated = await compilers.generateTypes(schema.value, "js");
  if (!generated.ok) return generated;
  const program = await compilers.buildProgram({ files, generated: generated.value });
  if (!program.ok) return program;
  const { services, descriptorSet, warnings } = schema.value;
  return ok({ services, descriptorSet, warnings, program: program.value });
}
