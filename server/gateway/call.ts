import { Code, type ConnectError } from "@connectrpc/connect";
import type { Limits } from "#lib/limits.ts";
import type { Exchange, ExchangeSink, Replica, Stop } from "#server/sandbox/sandbox.ts";
import { AttemptProgress } from "./attempt-progress.ts";
import { CallDeadline, type DeadlineOwner } from "./call-deadline.ts";
import type { Caller, CallerListener } from "./caller.ts";
import { type Lease, pathOf } from "./emulate/connections.ts";
import type { Path } from "./emulate/network.ts";
import type { Waiter } from "./emulate/worker-pool.ts";
import { EnvelopeSniffer } from "./envelope-sniffer.ts";
import { toExchangeRequest } from "./exchange-request.ts";
import type { Address } from "./find-deployment.ts";
import {
  internalFault,
  messageTooLarge,
  refusedByPool,
  requestTooLong,
  responseTooLarge,
} from "./gateway-failure.ts";
import { findHeader, type HeaderList } from "./headers.ts";
import type { AttemptRecord } from "./held-events.ts";
import type { Clock, Host } from "./host-deployment.ts";
import { hasRequestStream, isUnary, type MethodFacts } from "./method-facts.ts";
import { type ReplyOwner, ReplyWriter } from "./reply-writer.ts";
import { RequestBody, type RequestBodyOwner } from "./request-body.ts";
import type { RpcFormat } from "./rpc-format.ts";
import { runnerStopped } from "./runner-failure.ts";

export type CallParts = {
  readonly caller: Caller;
  readonly host: Host;
  readonly address: Address;
  readonly method: MethodFacts;
  readonly format: RpcFormat;
  readonly record: AttemptRecord;
  /** The emulated connection that carries it; null: none of its own. */
  readonly lease: Lease | null;
  readonly limits: Limits;
  readonly clock: Clock;
  /** Called once, when nothing of the call is left. */
  readonly over: () => void;
};

/**
 * One attempt on its way. The reply and the handler end independently: after a deadline or a cancel the reply is over
 * while the handler still runs and keeps its worker slot.
 *
 *   arriving ─T2─▶ queued ─▶ reaching the runner ─▶ exchange ─T3─▶ handler runs ─T4─▶ slot released
 *                    └──────────── refused, cancelled, deadline ───────┴──── reply ─T5─▶ replied
 */
export class Call
  implements CallerListener, RequestBodyOwner, Waiter, ExchangeSink, ReplyOwner, DeadlineOwner
{
  readonly #parts: CallParts;
  readonly #progress: AttemptProgress;
  readonly #toServer: Path | null;
  readonly #body: RequestBody;
  readonly #reply: ReplyWriter;
  readonly #unary: boolean;
  /** What arrived in one piece, until the exchange takes it. */
  #wholeBody: Uint8Array | null = null;
  readonly #deadline: CallDeadline;
  #exchange: Exchange | null = null;
  /** The runner got all of the request at once: nothing keeps the handler from beginning. */
  #wholeRequest = false;
  #slot = -1;
  /** The exchange said all it has to say, or was never begun. */
  #exchangeOver = false;
  #settled = false;
  #messagesIn = 0;

  constructor(parts: CallParts) {
    this.#parts = parts;
    const { caller, format, host, limits, method } = parts;
    this.#progress = new AttemptProgress(parts.record, host.recorder, parts.clock);
    this.#unary = isUnary(method);
    this.#progress.carried(parts.lease);
    this.#toServer = pathOf(parts.lease, host.network, "toServer");
    this.#body = new RequestBody({
      caller,
      owner: this,
      path: this.#toServer,
      sniffer: format.enveloped ? new EnvelopeSniffer() : null,
      maxMessageBytes: limits.maxMessageBytes,
      collect: !hasRequestStream(method),
    });
    this.#reply = new ReplyWriter({
      caller,
      owner: this,
      format,
      path: pathOf(parts.lease, host.network, "toCaller"),
      limits,
      unary: this.#unary,
    });
    this.#deadline = new CallDeadline(this.#unary ? "unary" : "stream", limits, this);
  }

  begin(): void {
    this.#parts.host.callBegan();
    const { caller, limits } = this.#parts;
    const announced = caller.head.contentLength ?? 0;
    // Refused unread: a body that is one message cannot become smaller.
    if (!this.#parts.format.enveloped && announced > limits.maxMessageBytes) {
      this.tooLarge();
      return;
    }
    caller.listen(this);
    this.#body.begin();
  }

  bodyChunk(bytes: Uint8Array): void {
    this.#body.chunk(bytes);
  }

  bodyEnd(): void {
    this.#body.end();
  }

  arrived(body: Uint8Array | null, outUs: number): void {
    if (this.#settled || this.#reply.over) return;
    const { pool } = this.#parts.host;
    this.#wholeBody = body;
    this.#progress.arrived(outUs, this.#body.bytes, pool.waiting);
    const refusal = pool.enter(this);
    if (refusal === null) return;
    this.#parts.record.shed = true;
    this.#fail(refusedByPool(refusal, this.#parts.host.deployment.settings, this.#parts.limits));
  }

  messagesIn(lengths: readonly number[]): void {
    if (this.#unary) return;
    this.#progress.messages("incoming", lengths);
    this.#messagesIn += lengths.length;
    const { maxStreamMessages } = this.#parts.limits;
    if (this.#messagesIn > maxStreamMessages) this.#fail(requestTooLong(maxStreamMessages));
  }

  tooLarge(): void {
    this.#fail(messageTooLarge(this.#parts.limits.maxMessageBytes));
  }

  gone(): void {
    // The news of a caller that went away takes as long as any other.
    if (this.#toServer === null) this.#cancel();
    else this.#toServer.send(0, () => this.#cancel());
  }

  drained(): void {
    this.#reply.drained();
  }

  granted(slot: number): void {
    this.#slot = slot;
    this.#parts.record.worker = slot;
    this.#parts.host.reach(this.#parts.caller, (replica, error) => {
      if (this.#reply.over) return this.#finishExchange();
      if (replica !== null) this.#exchangeWith(replica);
      else this.#fail(error ?? internalFault());
    });
  }

  #exchangeWith(replica: Replica): void {
    const { caller, address, host } = this.#parts;
    const body = this.#wholeBody;
    this.#wholeBody = null;
    const exchange = replica.exchange(toExchangeRequest(caller.head, address, body), this);
    this.#exchange = exchange;
    host.remember(exchange.id, this.#parts.record);
    this.#wholeRequest = body !== null;
    if (body === null) this.#body.attach(exchange);
  }

  head(status: number, headers: HeaderList): void {
    this.#reply.head(status, headers);
  }

  data(bytes: Uint8Array): void {
    this.#reply.data(bytes);
  }

  end(trailers: HeaderList): void {
    if (!this.#reply.over) {
      const outcome = this.#reply.end(
        trailers,
        this.#unary ? this.#progress.timing() : [],
        findHeader(this.#parts.caller.head.headers, "grpc-encoding"),
      );
      this.#replied(outcome.code, outcome.message);
    }
    this.#finishExchange();
  }

  fail(stop: Stop): void {
    this.#progress.runnerStopped();
    this.#exchangeOver = true;
    this.#fail(runnerStopped(stop));
    this.#finishExchange();
  }

  drain(): void {
    this.#body.drained();
  }

  mark(name: string, atUs: number): void {
    if (name === "started") {
      this.#progress.handlerBegan(atUs);
      this.#parts.host.handlerBegan(atUs);
    }
    if (name !== "ended") return;
    this.#progress.handlerEnded(atUs);
    this.#releaseSlot();
    this.#settle();
  }

  messagesOut(lengths: readonly number[]): void {
    if (!this.#unary) this.#progress.messages("outgoing", lengths);
  }

  taken(bytes: number): void {
    if (!this.#exchangeOver) this.#exchange?.consumed(bytes);
  }

  tooMuch(limit: "maxResponseBytes" | "maxStreamMessages"): void {
    this.#fail(responseTooLarge(limit, this.#parts.limits[limit]));
  }

  deadlinePassed(error: ConnectError): void {
    this.#abort("deadline_exceeded", error);
  }

  graceOver(): void {
    this.#end();
  }

  /** Answers with an error of the gateway's; a handler under way is told to stop. */
  #fail(error: ConnectError): void {
    this.#abort(error.code === Code.Unavailable ? "unavailable" : "canceled", error);
  }

  #abort(reason: "canceled" | "deadline_exceeded" | "unavailable", error: ConnectError): void {
    if (this.#reply.over) return;
    this.#reply.fail(error);
    this.#replied(error.code, error.rawMessage);
    this.#leave(reason);
  }

  #cancel(): void {
    if (this.#reply.over) return;
    this.#reply.abandon();
    this.#progress.cancelled();
    this.#leave("canceled");
  }

  /** The reply is over before the exchange is. */
  #leave(reason: "canceled" | "deadline_exceeded" | "unavailable"): void {
    this.#body.abandon();
    this.#parts.host.pool.leave(this);
    if (this.#exchange !== null && !this.#exchangeOver) {
      this.#exchange.abort(reason);
      if (this.#wholeRequest && !this.#progress.handlerStarted)
        this.#parts.host.neverBegan(this.#exchange.startedUs);
    }
    this.#settle();
  }

  #replied(code: number, message: string): void {
    const { bytes: requestBytes } = this.#body;
    const { bytes: responseBytes, backUs } = this.#reply;
    this.#progress.replied(code, message, { requestBytes, responseBytes, backUs });
  }

  #finishExchange(): void {
    this.#exchangeOver = true;
    this.#settle();
  }

  /** Ends the call once the reply is over and the handler has stopped. */
  #settle(): void {
    if (this.#settled || !this.#reply.over) return;
    const mayBegin = this.#exchange !== null && !this.#exchangeOver && !this.#progress.handlerStarted;
    if (!this.#progress.handlerRuns && !mayBegin) this.#end();
  }

  #end(): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#deadline.clear();
    this.#releaseSlot();
    this.#parts.host.callEnded();
    this.#parts.over();
  }

  #releaseSlot(): void {
    const slot = this.#slot;
    this.#slot = -1;
    if (slot !== -1) this.#parts.host.pool.release(slot);
  }
}
