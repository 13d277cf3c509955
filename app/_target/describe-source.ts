import { failureOfError } from "#components/playground/failure-of-error.ts";
import { protoFiles } from "#components/playground/source-files.ts";
import type { Described, TargetMethod, TargetSource } from "#components/target/target.ts";
import { MethodKind } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { CheckSchemaResponse } from "#lib/gen/playground/v1/editor_pb.ts";
import { lateClients } from "./late-clients.ts";
import { failureOfSources, toFailureView } from "./to-failure-view.tsx";

export type UnaryMethod = TargetMethod & { readonly protoPath: string };

/** The unary methods of a source, by its schema; nothing is run. Rejects when aborted. */
export function describeSource(source: TargetSource, signal: AbortSignal): Promise<Described> {
  return checkSource(source, { withDescriptors: false }, signal, unaryMethods);
}

/** What `toMethods` makes of a source's schema. Rejects when aborted. */
export async function checkSource<Method extends TargetMethod>(
  source: TargetSource,
  ask: { readonly withDescriptors: boolean },
  signal: AbortSignal,
  toMethods: (checked: CheckSchemaResponse) => readonly Method[],
): Promise<Described<Method>> {
  const { editor } = await lateClients();
  try {
    const checked = await editor.checkSchema({ files: protoFiles(source.files), ...ask }, { signal });
    const failure = failureOfSources(checked.diagnostics);
    return failure === null ? { ok: true, methods: toMethods(checked) } : { ok: false, failure };
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, failure: toFailureView(failureOfError(error)) };
  }
}

/** Each with a message that its schema allows. */
export function unaryMethods({ services, outsideMethods }: CheckSchemaResponse): readonly UnaryMethod[] {
  const known = new Map(outsideMethods.map((each) => [each.method, each]));
  return services.flatMap(({ name: service, methods }) =>
    methods
      .filter(({ kind }) => kind === MethodKind.UNARY)
      .map((method) => {
        const name = `${service}/${method.name}`;
        const { sampleJson = "{}", protoPath = "" } = known.get(name) ?? {};
        return { name, sampleJson, protoPath };
      }),
  );
}
