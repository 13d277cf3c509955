import { Code, ConnectError, type ContextValues } from "@connectrpc/connect";
import type { UniversalServerResponse } from "@connectrpc/connect/protocol";
import type { Limits } from "#lib/limits.ts";
import type { Log } from "#server/log.ts";
import { CallDeadline, type DeadlineOwner } from "../call-deadline.ts";
import type { Caller, CallerListener } from "../caller.ts";
import { EnvelopeSniffer } from "../envelope-sniffer.ts";
import type { Address } from "../find-deployment.ts";
import { internalFault, messageTooLarge, responseTooLarge } from "../gateway-failure.ts";
import { findHeader } from "../headers.ts";
import { hasRequestStream, isUnary } from "../method-facts.ts";
import { type ReplyOwner, ReplyWriter } from "../reply-writer.ts";
import { RequestBody, type RequestBodyOwner } from "../request-body.ts";
import type { RpcFormat } from "../rpc-format.ts";
import { BodyQueue } from "./body-queue.ts";
import type { StandardMethod } from "./standard-services.ts";

export type StandardCallParts = {
  readonly caller: Caller;
  /** Whom or what the service speaks of. */
  readonly values: ContextValues;
  readonly address: Address;
  readonly method: StandardMethod;
  readonly format: RpcFormat;
  readonly limits: Limits;
  readonly log: Log;
  /** Called once, when nothing of the call is left. */
  readonly over: () => void;
};

/** Bytes of the reply that may wait for the caller; more than the writer holds back of a unary one. */
const windowBytes = 256 * 1024;

/**
 * A call of a standard service: the same ways in and out as a visitor's call, with a handler of ours in this process at
 * their end. It needs no runner and no worker, travels no emulated network and is not in the record, which is the
 * visitor's handlers'.
 */
export class StandardCall implements CallerListener, RequestBodyOwner, ReplyOwner, DeadlineOwner {
  readonly #parts: StandardCallParts;
  readonly #body: RequestBody;
  readonly #reply: ReplyWriter;
  readonly #queue: BodyQueue;
  readonly #abort = new AbortController();
  readonly #deadline: CallDeadline;
  #untaken = 0;
  #wake: (() => void) | null = null;
  #ended = false;

  constructor(parts: StandardCallParts) {
    this.#parts = parts;
    const { caller, format, limits, method } = parts;
    const unary = isUnary(method.facts);
    this.#body = new RequestBody({
      caller,
      owner: this,
      path: null,
      sniffer: format.enveloped ? new EnvelopeSniffer() : null,
      maxMessageBytes: limits.maxMessageBytes,
      collect: !hasRequestStream(method.facts),
    });
    this.#reply = new ReplyWriter({ caller, owner: this, format, path: null, limits, unary });
    this.#queue = new BodyQueue(() => this.#body.drained());
    this.#deadline = new CallDeadline(unary ? "unary" : "stream", limits, this);
  }

  begin(): void {
    this.#parts.caller.listen(this);
    this.#body.begin();
  }

  bodyChunk(bytes: Uint8Array): void {
    this.#body.chunk(bytes);
  }

  bodyEnd(): void {
    this.#body.end();
  }

  arrived(body: Uint8Array | null): void {
    if (this.#reply.over) return;
    if (body !== null) {
      this.#queue.write(body);
      this.#queue.end();
    } else this.#body.attach(this.#queue);
    this.#handle()
      .catch((cause: unknown) => {
        this.#parts.log.error("a standard service failed", { path: this.#parts.address.path, cause });
        this.#fail(internalFault());
      })
      .finally(() => this.#settle());
  }

  messagesIn(): void {}

  messagesOut(): void {}

  tooLarge(): void {
    this.#fail(messageTooLarge(this.#parts.limits.maxMessageBytes));
  }

  tooMuch(limit: "maxResponseBytes" | "maxStreamMessages"): void {
    this.#fail(responseTooLarge(limit, this.#parts.limits[limit]));
  }

  taken(bytes: number): void {
    this.#untaken -= bytes;
    this.#wake?.();
  }

  drained(): void {
    this.#reply.drained();
  }

  deadlinePassed(error: ConnectError): void {
    this.#fail(error);
  }

  /** What of the handler still runs holds nothing that others wait for. */
  graceOver(): void {}

  gone(): void {
    if (this.#reply.over) return;
    this.#reply.abandon();
    this.#leave(new ConnectError("The caller went away.", Code.Canceled));
  }

  async #handle(): Promise<void> {
    const response = await this.#ask();
    this.#reply.head(response.status, [...(response.header ?? [])]);
    for await (const bytes of response.body ?? []) {
      if (this.#reply.over) continue;
      this.#untaken += bytes.length;
      this.#reply.data(bytes);
      while (this.#untaken >= windowBytes && !this.#reply.over) await this.#taken();
    }
    if (this.#reply.over) return;
    const { headers } = this.#parts.caller.head;
    this.#reply.end([...(response.trailer ?? [])], [], findHeader(headers, "grpc-encoding"));
  }

  #ask(): Promise<UniversalServerResponse> {
    const { caller, values, address, method } = this.#parts;
    const { head } = caller;
    const header = new Headers();
    for (const [name, value] of head.headers) header.append(name, value);
    return method.handle({
      httpVersion: head.httpVersion,
      method: head.verb,
      url: `${head.scheme}://${head.authority}${address.path}${address.query}`,
      header,
      body: this.#queue,
      signal: this.#abort.signal,
      contextValues: values,
    });
  }

  #taken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #fail(error: ConnectError): void {
    if (this.#reply.over) return;
    this.#reply.fail(error);
    this.#leave(error);
  }

  /** The reply is over before the handler is. */
  #leave(reason: ConnectError): void {
    this.#body.abandon();
    this.#abort.abort(reason);
    this.#queue.end();
    this.#wake?.();
    this.#settle();
  }

  #settle(): void {
    if (this.#ended || !this.#reply.over) return;
    this.#ended = true;
    this.#deadline.clear();
    this.#parts.over();
  }
}
