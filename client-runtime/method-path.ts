import type { DescMethod } from "@bufbuild/protobuf";

/** `greet.v1.Greeter/SayHello`. */
export function methodPath(method: DescMethod): string {
  return `${method.parent.typeName}/${method.name}`;
}
