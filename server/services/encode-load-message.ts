import {
  createFileRegistry,
  type DescMessage,
  fromBinary,
  fromJsonString,
  toBinary,
  toJsonString,
} from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { Code } from "@connectrpc/connect";
import { MethodKind } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { Limits } from "#lib/limits.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import { failure } from "#server/failure.ts";
import type { HostedDeployment } from "#server/gateway/gateway.ts";

export type LoadMessage = {
  /** As it is sent, in the plan's codec. */
  readonly bytes: Uint8Array;
  /** What an answer says, as JSON; empty when it cannot be decoded. */
  readAnswer(bytes: Uint8Array): string;
};

const maxProblemChars = 300;
const maxAnswerChars = 10_000;

/**
 * The request of a load test, encoded by the deployment's own schema. Throws the `ConnectError` of what is wrong with it:
 * no such method, a method that streams, a message that is none, or one that is too large.
 */
export function encodeLoadMessage(
  { services, descriptorSet }: Pick<HostedDeployment, "services" | "descriptorSet">,
  { method, messageJson, codec }: Pick<LoadPlan, "method" | "messageJson" | "codec">,
  limits: Pick<Limits, "maxLoadMessageBytes">,
): LoadMessage {
  const [serviceName = "", methodName = ""] = method.split("/");
  const shown = method.slice(0, 200).replaceAll(/[^\x21-\x7e]/g, "?");
  const known = services
    .find(({ name }) => name === serviceName)
    ?.methods.find(({ name }) => name === methodName);
  if (known === undefined) {
    const sentence = `This deployment has no method "${shown}".`;
    throw failure(Code.InvalidArgument, "LOAD_METHOD_UNKNOWN", sentence, { method: shown });
  }
  if (known.kind !== MethodKind.UNARY) {
    const sentence = `${shown} is a streaming method; a load test fires unary calls.`;
    throw failure(Code.InvalidArgument, "LOAD_METHOD_STREAMS", sentence, { method: shown });
  }
  requireSize(Buffer.byteLength(messageJson), limits);
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptorSet));
  const found = registry.getService(serviceName)?.methods.find(({ name }) => name === methodName);
  if (found === undefined) throw new Error(`the descriptors of ${shown} are incomplete`);
  const { input, output } = found;
  const options = { registry };
  const message = parse(input, messageJson, options);
  const isJson = codec === "json";
  const bytes = isJson ? Buffer.from(toJsonString(input, message, options)) : toBinary(input, message);
  requireSize(bytes.length, limits);
  return {
    bytes,
    readAnswer(answer) {
      try {
        const read = isJson
          ? fromJsonString(output, Buffer.from(answer).toString(), options)
          : fromBinary(output, answer);
        return toJsonString(output, read, options).slice(0, maxAnswerChars);
      } catch {
        return "";
      }
    },
  };
}

function parse(
  input: DescMessage,
  json: string,
  options: { readonly registry: ReturnType<typeof createFileRegistry> },
) {
  try {
    return fromJsonString(input, json.trim() === "" ? "{}" : json, options);
  } catch (cause) {
    const problem = (cause instanceof Error ? cause.message : String(cause)).slice(0, maxProblemChars);
    const sentence = `The message is no ${input.typeName} in JSON: ${problem}`;
    throw failure(Code.InvalidArgument, "LOAD_MESSAGE_INVALID", sentence, { input: input.typeName, problem });
  }
}

function requireSize(
  actual: number,
  { maxLoadMessageBytes: value }: Pick<Limits, "maxLoadMessageBytes">,
): void {
  if (actual <= value) return;
  const sentence = `The message has ${actual} bytes; a load test sends at most ${value} (limit maxLoadMessageBytes).`;
  throw failure(Code.InvalidArgument, "LOAD_MESSAGE_TOO_LARGE", sentence, {
    limit: "maxLoadMessageBytes",
    ...{ value, actual },
  });
}
