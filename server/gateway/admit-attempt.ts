import { Code } from "@connectrpc/connect";
import { Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import type { Caller } from "./caller.ts";
import { type Reply, toErrorReply, toPlainReply } from "./error-reply.ts";
import type { Address } from "./find-deployment.ts";
import { methodUnknown } from "./gateway-failure.ts";
import type { AttemptRecord } from "./held-events.ts";
import type { Host, MethodFacts } from "./host-deployment.ts";
import { cutErrorMessage, parseAttemptName } from "./record-attempts.ts";
import { parseFormat, parseGetFormat, type RpcFormat } from "./rpc-format.ts";

export type Admitted = {
  readonly kind: "admitted";
  readonly record: AttemptRecord;
  readonly method: MethodFacts;
  readonly format: RpcFormat;
};

/** What HTTP and protocol alone refuse, before a worker or a runner is asked for. */
export type Refused = {
  readonly kind: "refused";
  readonly record: AttemptRecord;
  readonly reply: Reply;
  readonly code: Code;
  readonly message: string;
};

const maxMethodLength = 200;
const served =
  "application/json, application/proto, application/connect+json, application/connect+proto, application/grpc-web+json, application/grpc-web+proto";

/** Opens the record of an attempt and checks method, verb, content type and HTTP version. */
export function beginAttempt(caller: Caller, host: Host, address: Address): Admitted | Refused {
  const { head } = caller;
  const record = host.recorder.begin(parseAttemptName(head.attemptName), head.userAgent);
  record.method = address.path.slice(1, maxMethodLength + 1);
  record.httpVersion = head.httpVersion;
  const isGet = head.verb === "GET";
  const format = isGet ? parseGetFormat(address.query) : parseFormat(head.contentType);
  if (format !== null) {
    record.protocol = format.protocol;
    record.codec = format.codec;
  }
  const refused = (code: Code, message: string, reply: Reply): Refused => ({
    kind: "refused",
    record,
    reply,
    code,
    message,
  });

  const method = host.methods.get(address.path);
  if (method === undefined) {
    const error = methodUnknown(
      record.method,
      host.deployment.services.map((service) => service.name),
    );
    return refused(error.code, error.rawMessage, toErrorReply(format, error, 404));
  }
  if (head.verb !== "POST" && !(isGet && method.noSideEffects)) {
    const message = isGet
      ? "Only methods without side effects are called by GET."
      : `${head.verb} is not served.`;
    const allow = method.noSideEffects ? "GET, POST" : "POST";
    return refused(Code.Unknown, message, toPlainReply(405, message, [["allow", allow]]));
  }
  if (format === null) {
    const message = `The content type is not served; these are: ${served}, and application/grpc over HTTP/2.`;
    return refused(Code.Unknown, message, toPlainReply(415, message, [["accept-post", served]]));
  }
  if (format.protocol === Protocol.GRPC && head.httpVersion === "1.1") {
    const message =
      "gRPC needs HTTP/2, which this port speaks to clients that begin with it (prior knowledge, or TLS).";
    return refused(Code.Unknown, message, toPlainReply(505, message));
  }
  return { kind: "admitted", record, method, format };
}

/** Answers and records an attempt that reached no handler. */
export function refuseAttempt(caller: Caller, host: Host, refused: Refused, nowUs: number): void {
  const { record, reply, code, message } = refused;
  record.arrivedUs = nowUs;
  record.repliedUs = nowUs;
  record.code = code;
  record.errorMessage = cutErrorMessage(message);
  record.responseBytes = reply.body?.length ?? 0;
  host.recorder.changed(record);
  caller.reply(reply);
}
