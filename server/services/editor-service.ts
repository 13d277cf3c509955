import { Code, type ServiceImpl } from "@connectrpc/connect";
import type { EditorService } from "#lib/gen/playground/v1/editor_pb.ts";
import type { Diagnostic, SourceFile } from "#lib/gen/playground/v1/source_pb.ts";
import type { Limits } from "#lib/limits.ts";
import type { Result } from "#lib/result.ts";
import { outsideMethods } from "#lib/schema/outside-methods.ts";
import type { ClientBuild } from "#server/build/build-client.ts";
import { failure } from "#server/failure.ts";
import type { FairQueue } from "#server/quota/fair-queue.ts";
import { checkSources } from "./check-sources.ts";
import type { Compilers } from "./compile-deployment.ts";
import { inTurn } from "./in-turn.ts";

export type EditorServiceParts = Pick<Compilers, "compileProtos" | "generateTypes"> & {
  readonly limits: Limits;
  /** In front of everything that compiles. */
  readonly compileLine: FairQueue;
  buildClient(sources: {
    readonly files: readonly SourceFile[];
    readonly generated: readonly SourceFile[];
  }): Promise<ClientBuild>;
  formatProto(
    file: SourceFile,
    options: { readonly signal: AbortSignal },
  ): Promise<Result<string, readonly Diagnostic[]>>;
};

export function createEditorService(parts: EditorServiceParts): ServiceImpl<typeof EditorService> {
  const { limits, compileLine, compileProtos, generateTypes, buildClient, formatProto } = parts;
  async function checkSchema(files: readonly SourceFile[], withDescriptors: boolean, signal: AbortSignal) {
    const schema = await compileProtos(files, { signal });
    if (!schema.ok) return { diagnostics: [...schema.problem] };
    const generated = await generateTypes(schema.value, "ts");
    if (!generated.ok) return { diagnostics: [...generated.problem] };
    return {
      diagnostics: [...schema.value.warnings],
      generated: [...generated.value],
      services: [...schema.value.services],
      ...(withDescriptors && { descriptorSet: schema.value.descriptorSet as Uint8Array<ArrayBuffer> }),
      outsideMethods: outsideMethods(
        schema.value.descriptorSet,
        schema.value.services.map(({ name }) => name),
      ),
    };
  }

  async function build(files: readonly SourceFile[], signal: AbortSignal) {
    const schema = await compileProtos(files, { signal });
    if (!schema.ok) return { diagnostics: [...schema.problem] };
    const generated = await generateTypes(schema.value, "js");
    if (!generated.ok) return { diagnostics: [...generated.problem] };
    const built = await buildClient({ files, generated: generated.value });
    return {
      diagnostics: [...schema.value.warnings, ...built.diagnostics],
      modules: [...built.modules],
      experiments: [...built.experiments],
    };
  }

  return {
    async checkSchema({ files, withDescriptors }, context) {
      checkSources(files, limits);
      return inTurn(compileLine, context, () => checkSchema(files, withDescriptors, context.signal));
    },

    async buildClient({ files }, context) {
      checkSources(files, limits);
      return inTurn(compileLine, context, () => build(files, context.signal));
    },

    async formatProto({ file }, context) {
      if (file === undefined)
        throw failure(Code.InvalidArgument, "MESSAGE_MALFORMED", "There is no file to format.");
      checkSources([file], limits);
      const formatted = await inTurn(compileLine, context, () =>
        formatProto(file, { signal: context.signal }),
      );
      // A file that cannot be read stays as it is.
      return formatted.ok
        ? { content: formatted.value }
        : { content: file.content, diagnostics: [...formatted.problem] };
    },
  };
}
