import type { Code, ConnectError } from "@connectrpc/connect";
import type { Caller } from "./caller.ts";
import { checkHttp } from "./check-http.ts";
import { type Reply, toErrorReply } from "./error-reply.ts";
import type { Address } from "./find-deployment.ts";
import { methodUnknown } from "./gateway-failure.ts";
import type { AttemptRecord } from "./held-events.ts";
import type { Host } from "./host-deployment.ts";
import type { MethodFacts } from "./method-facts.ts";
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
  head.nested?.begun(record, host.recorder);
  const refused = (error: ConnectError, reply: Reply): Refused => {
    return { kind: "refused", record, reply, code: error.code, message: error.rawMessage };
  };

  const tooFar = head.nested?.refusal() ?? null;
  if (tooFar !== null) return refused(tooFar, toErrorReply(format, tooFar));
  const method = host.methods.get(address.path);
  if (method === undefined) {
    const error = methodUnknown(
      record.method,
      host.deployment.services.map((service) => service.name),
    );
    return refused(error, toErrorReply(format, error, 404));
  }
  const checked = checkHttp(head, method, format);
  if (checked.kind === "refused") return refused(checked.error, checked.reply);
  return { kind: "admitted", record, method, format: checked.format };
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
