import { create } from "@bufbuild/protobuf";
import { type Diagnostic, type SourceFile, SourceFileSchema } from "#lib/gen/playground/v1/source_pb.ts";
import { fail, ok, type Result } from "#lib/result.ts";
import { JobGivenUp, JobThread } from "#server/job-thread.ts";
import type { CompiledSchema } from "./compile-protos.ts";
import { wholeFile } from "./diagnostics.ts";

/** `ts` for editors and exported projects; `js` is CommonJS, ready to run. */
export type Target = "ts" | "js";

export type GenerationJob = Pick<CompiledSchema, "descriptorSet" | "protoPaths"> & {
  readonly target: Target;
};
export type GeneratedFile = { readonly path: string; readonly content: string };
export type Generation = Result<readonly SourceFile[], readonly Diagnostic[]>;

/**
 * A thread, because the generator's time grows with the square of the messages, seconds from about a thousand on, and
 * this process serves everybody; and because it brings a TypeScript compiler along, whose heap the collector would go
 * through again and again beside every call.
 */
const thread = new JobThread<GenerationJob, readonly GeneratedFile[]>({
  script: new URL("./generate-types-thread.ts", import.meta.url),
  timeoutMs: 5_000,
  maxHeapMb: 512,
  // With a TypeScript compiler in it: 76 after the first job, 80 after many.
  keptHeapMb: 88,
});

const generated: Readonly<Record<Target, WeakMap<CompiledSchema, Promise<Generation>>>> = {
  ts: new WeakMap(),
  js: new WeakMap(),
};

/**
 * The code visitors import as `./gen/…_pb`: the same that `buf generate` writes. One file per proto of the visitor;
 * the well-known types come with the protobuf runtime. A schema that is too much for the generator is a diagnostic.
 */
export function generateTypes(schema: CompiledSchema, target: Target): Promise<Generation> {
  const known = generated[target].get(schema);
  if (known !== undefined) return known;
  const generation = generate(schema, target);
  generated[target].set(schema, generation);
  void generation.then(({ ok }) => {
    // What stopped the generator may have been a busy machine: not remembered.
    if (!ok) generated[target].delete(schema);
  });
  return generation;
}

async function generate({ descriptorSet, protoPaths }: CompiledSchema, target: Target): Promise<Generation> {
  try {
    const files = await thread.run({ descriptorSet, protoPaths, target });
    return ok(files.map((file) => create(SourceFileSchema, file)));
  } catch (error) {
    if (!(error instanceof JobGivenUp)) throw error;
    const message = "The schema is too large to generate code from.";
    return fail([wholeFile(protoPaths[0] ?? "", message, "SCHEMA_TOO_COMPLEX")]);
  }
}
