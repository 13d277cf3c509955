import { createFileRegistry, type DescMessage, fromBinary, type Registry } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

/** What the bytes of a method's calls are. */
export type WireMethod = {
  readonly input: DescMessage;
  readonly output: DescMessage;
  readonly clientStreams: boolean;
  readonly serverStreams: boolean;
  /** All types of the deployment, for `google.protobuf.Any`. */
  readonly registry: Registry;
};

export type WireSchema = {
  /** By `greet.v1.Greeter/SayHello`. Null: there is no such method. */
  method(name: string): WireMethod | null;
};

/** The methods of a `google.protobuf.FileDescriptorSet`. Throws when the bytes are none. */
export function openSchema(descriptorSet: Uint8Array): WireSchema {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptorSet));
  return {
    method(name) {
      const slash = name.indexOf("/");
      const service = registry.getService(name.slice(0, Math.max(0, slash)));
      const method = service?.methods.find((one) => one.name === name.slice(slash + 1));
      if (method === undefined) return null;
      const { input, output, methodKind } = method;
      return {
        input,
        output,
        clientStreams: methodKind === "client_streaming" || methodKind === "bidi_streaming",
        serverStreams: methodKind === "server_streaming" || methodKind === "bidi_streaming",
        registry,
      };
    },
  };
}
