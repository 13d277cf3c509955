import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import type {
  ServerReflectionRequest,
  ServerReflection as V1,
} from "#lib/gen/grpc/reflection/v1/reflection_pb.ts";
import type {
  ServerReflectionRequest as AlphaRequest,
  ServerReflection as V1Alpha,
} from "#lib/gen/grpc/reflection/v1alpha/reflection_pb.ts";
import type { SchemaIndex } from "./schema-index.ts";
import { type StandardSubject, subjectOf } from "./subject.ts";

type Question = ServerReflectionRequest["messageRequest"] | AlphaRequest["messageRequest"];
/** What both versions of the service answer with, field by field. */
type Answer =
  | {
      readonly case: "listServicesResponse";
      readonly value: { readonly service: { readonly name: string }[] };
    }
  | {
      readonly case: "fileDescriptorResponse";
      readonly value: { readonly fileDescriptorProto: Uint8Array[] };
    }
  | {
      readonly case: "allExtensionNumbersResponse";
      readonly value: { readonly baseTypeName: string; readonly extensionNumber: number[] };
    }
  | {
      readonly case: "errorResponse";
      readonly value: { readonly errorCode: number; readonly errorMessage: string };
    };

/** `grpc.reflection.v1.ServerReflection`. */
export const reflection: ServiceImpl<typeof V1> = {
  async *serverReflectionInfo(requests, context) {
    const answer = createAnswers(subjectOf(context));
    for await (const request of requests)
      yield { ...echo(request), messageResponse: answer(request.messageRequest) };
  },
};

/** `grpc.reflection.v1alpha.ServerReflection`: the same under the older name, which many clients still ask first. */
export const reflectionAlpha: ServiceImpl<typeof V1Alpha> = {
  async *serverReflectionInfo(requests, context) {
    const answer = createAnswers(subjectOf(context));
    for await (const request of requests)
      yield { ...echo(request), messageResponse: answer(request.messageRequest) };
  },
};

function echo<Request extends { host: string }>(request: Request) {
  return { validHost: request.host, originalRequest: request };
}

/** Answers the questions of one stream, which is told no imported file twice. */
function createAnswers(subject: StandardSubject): (question: Question) => Answer {
  const sent = new Set<string>();
  return (question) => {
    switch (question.case) {
      case "listServices":
        return {
          case: "listServicesResponse",
          value: { service: subject.listed.toSorted().map((name) => ({ name })) },
        };
      case "fileByFilename":
        return files(subject.readSchema(), question.value, sent) ?? notFound("file", question.value);
      case "fileContainingSymbol": {
        const schema = subject.readSchema();
        return files(schema, schema.fileOfSymbol(question.value), sent) ?? notFound("symbol", question.value);
      }
      case "fileContainingExtension": {
        const { containingType, extensionNumber } = question.value;
        const schema = subject.readSchema();
        const path = schema.fileOfExtension(containingType, extensionNumber);
        return files(schema, path, sent) ?? notFound("extension", `${extensionNumber} of ${containingType}`);
      }
      case "allExtensionNumbersOfType": {
        const extensionNumber = subject.readSchema().extensionNumbers(question.value);
        if (extensionNumber === null) return notFound("type", question.value);
        return {
          case: "allExtensionNumbersResponse",
          value: { baseTypeName: question.value, extensionNumber },
        };
      }
      default:
        throw new ConnectError("The request asks for nothing.", Code.InvalidArgument);
    }
  };
}

function files(schema: SchemaIndex, path: string | undefined, sent: Set<string>): Answer | null {
  const fileDescriptorProto = path === undefined ? null : schema.withImports(path, sent);
  return fileDescriptorProto === null
    ? null
    : { case: "fileDescriptorResponse", value: { fileDescriptorProto } };
}

/** A miss is an answer: the stream goes on (reflection.proto). */
function notFound(what: string, name: string): Answer {
  const errorMessage = `There is no ${what} ${name.slice(0, 200)}.`;
  return { case: "errorResponse", value: { errorCode: Code.NotFound, errorMessage } };
}
