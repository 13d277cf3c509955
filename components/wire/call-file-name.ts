import type { CapturedAttempt } from "#lib/gen/playground/v1/wire_pb.ts";

/** How files of a call begin: `greet.v1.Greeter.SayHello`. */
export function callFileName({ method }: Pick<CapturedAttempt, "method">): string {
  return method.replaceAll("/", ".") || "call";
}
