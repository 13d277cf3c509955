import { create, createFileRegistry, type DescFile, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { type OutsideMethod, OutsideMethodSchema } from "#lib/gen/playground/v1/deployment_pb.ts";
import { sampleMessage } from "./sample-message.ts";

/** Bytes; what is made of a larger schema would keep everybody waiting. */
const maxSchemaBytes = 64 * 1024;
/** As long as the schema itself is in memory. */
const known = new WeakMap<Uint8Array, OutsideMethod[]>();

/** What a client elsewhere must know to call each method of the services; empty when the schema is very large. */
export function outsideMethods(descriptorSet: Uint8Array, services: readonly string[]): OutsideMethod[] {
  const before = known.get(descriptorSet);
  if (before !== undefined) return before;
  const methods = descriptorSet.length > maxSchemaBytes ? [] : readMethods(descriptorSet, services);
  known.set(descriptorSet, methods);
  return methods;
}

function readMethods(descriptorSet: Uint8Array, services: readonly string[]): OutsideMethod[] {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptorSet));
  return services.flatMap((name) =>
    (registry.getService(name)?.methods ?? []).map((method) =>
      create(OutsideMethodSchema, {
        method: `${name}/${method.name}`,
        protoPath: pathOf(method.parent.file),
        inputProtoPath: pathOf(method.input.file),
        inputName: method.input.typeName.slice(prefixLength(method.input.file)),
        importedProtoPaths: importsOf(method.parent.file),
        sampleJson: JSON.stringify(sampleMessage(method.input)),
      }),
    ),
  );
}

/** protobuf-es names files without their ending. */
function pathOf(file: DescFile): string {
  return `${file.name}.proto`;
}

function importsOf(file: DescFile): string[] {
  const reached = new Set(file.dependencies);
  for (const each of reached) for (const dependency of each.dependencies) reached.add(dependency);
  return [...reached].map(pathOf).filter((path) => !path.startsWith("google/protobuf/"));
}

function prefixLength({ proto }: DescFile): number {
  return proto.package === "" ? 0 : proto.package.length + 1;
}
