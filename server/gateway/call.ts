import { Code, type ConnectError } from "@connectrpc/connect";
import type { Limits } from "#lib/limits.ts";
import type { Exchange, ExchangeSink, Replica, Stop } from "#server/sandbox/sandbox.ts";
import type { Caller, CallerListener } from "./caller.ts";
import type { Path } from "./emulate/network.ts";
import type { Refusal, Waiter } from "./emulate/worker-pool.ts";
import { EnvelopeSniffer } from "./envelope-sniffer.ts";
import type { Address } from "./find-deployment.ts";
import {
  deadlinePassed,
  internalFault,
  messageTooLarge,
  queueFull,
  responseTooLarge,
  runnerStopped,
  tooManyInFlight,
} from "./gateway-failure.ts";
import { findHeader, type HeaderList } from "./headers.ts";
import type { AttemptRecord } from "./held-events.ts";
import { type Clock, type Host, hasRequestStream, isUnary, type MethodFacts } from "./host-deployment.ts";
import { cutErrorMessage } from "./record-attempts.ts";
import { type ReplyOwner, ReplyWriter } from "./reply-writer.ts";
import { RequestBody, type RequestBodyOwner } from "./request-body.ts";
import type { RpcFormat } from "./rpc-format.ts";

export type CallParts = {
  readonly caller: Caller;
  readonly host: Host;
  readonly address: Address;
  readonly method: MethodFacts;
  readonly format: RpcFormat;
  readonly record: AttemptRecord;
  readonly limits: Limits;
  readonly clock: Clock;
  /** Called once, when nothing of the call is left. */
  readonly over: () => void;
};

/** A handler that does not stop after its deadline keeps its slot this much longer, then only its thread. */
const graceMs = 10_000;

/**
 * One attempt on its way. The reply and the handler end independently: after a deadline or a cancel the reply is over
 * while the handler still runs and keeps its worker slot.
 *
 *   arriving ─T2─▶ queued ─▶ reaching the runner ─▶ exchange ─T3─▶ handler runs ─T4─▶ slot released
 *                    └──────────── refused, cancelled, deadline ───────┴──── reply ─T5─▶ replied
 */
export class Call implements CallerListener, RequestBodyOwner, Waiter, ExchangeSink, ReplyOwner {
  readonly #parts: CallParts;
  readonly #record: AttemptRecord;
  readonly #toServer: Path | null;
  readonly #body: RequestBody;
  readonly #reply: ReplyWriter;
  readonly #unary: boolean;
  readonly #wholeBody = { bytes: null as Uint8Array | null };
  #deadline: NodeJS.Timeout;
  #exchange: Exchange | null = null;
  #slot = -1;
  /** The exchange said all it has to say, or was never begun. */
  #exchangeOver = false;
  #settled = false;

  constructor(parts: CallParts) {
    this.#parts = parts;
    this.#record = parts.record;
    const { caller, format, host, limits, method } = parts;
    this.#unary = isUnary(method);
    this.#toServer = host.network === null ? null : host.network.openPath("toServer");
    this.#body = new RequestBody({
      caller,
      owner: this,
      path: this.#toServer,
      sniffer: format.enveloped ? new EnvelopeSniffer() : null,
      maxMessageBytes: limits.maxMessageBytes,
      collect: !hasRequestStream(method),
    });
    const toCaller = host.network === null ? null : host.network.openPath("toCaller");
    this.#reply = new ReplyWriter({
      caller,
      owner: this,
      format,
      path: toCaller,
      limits,
      unary: this.#unary,
    });
    const deadlineMs = this.#unary ? limits.unaryDeadlineMs : limits.streamDeadlineMs;
    this.#deadline = setTimeout(() => this.#deadlinePassed(), deadlineMs);
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

  // ── the request on its way in ────────────────────────────────────────────────────────────────────────────────────

  bodyChunk(bytes: Uint8Array): void {
    this.#body.chunk(bytes);
  }

  bodyEnd(): void {
    this.#body.end();
  }

  arrived(body: Uint8Array | null, outUs: number): void {
    if (this.#settled || this.#reply.over) return;
    const record = this.#record;
    const { pool, recorder } = this.#parts.host;
    this.#wholeBody.bytes = body;
    record.arrivedUs = this.#parts.clock.nowUs();
    record.emulatedOutUs = outUs;
    record.requestBytes = this.#body.bytes;
    record.queuedBehind = pool.waiting;
    recorder.changed(record);
    const refusal = pool.enter(this);
    if (refusal !== null) this.#refuse(refusal);
  }

  messagesIn(lengths: readonly number[]): void {
    if (!this.#unary) this.#recordMessages("incoming", lengths);
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

  // ── queue and runner ─────────────────────────────────────────────────────────────────────────────────────────────

  granted(slot: number): void {
    this.#slot = slot;
    this.#record.worker = slot;
    this.#parts.host.reach((replica, error) => {
      if (this.#reply.over) return this.#finishExchange();
      if (replica !== null) this.#exchangeWith(replica);
      else this.#fail(error ?? internalFault());
    });
  }

  #exchangeWith(replica: Replica): void {
    const { caller, address, host } = this.#parts;
    const { head } = caller;
    const body = this.#wholeBody.bytes;
    this.#wholeBody.bytes = null;
    const exchange = replica.exchange(
      {
        method: head.verb,
        url: `${head.scheme}://${head.authority}${address.path}${address.query}`,
        httpVersion: head.httpVersion,
        headers: head.headers,
        body,
      },
      this,
    );
    this.#exchange = exchange;
    host.remember(exchange.id, this.#record);
    if (body === null) this.#body.attach(exchange);
  }

  // ── what the exchange says ───────────────────────────────────────────────────────────────────────────────────────

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
        this.#timing(),
        findHeader(this.#parts.caller.head.headers, "grpc-encoding"),
      );
      this.#replied(outcome.code, outcome.message);
    }
    this.#finishExchange();
  }

  fail(stop: Stop): void {
    const record = this.#record;
    if (record.startedUs !== undefined && record.endedUs === undefined) {
      record.endedUs = this.#parts.clock.nowUs();
      this.#parts.host.recorder.changed(record);
    }
    this.#exchangeOver = true;
    this.#fail(runnerStopped(stop));
    this.#finishExchange();
  }

  drain(): void {
    this.#body.drained();
  }

  mark(name: string, atUs: number): void {
    const record = this.#record;
    if (name === "started") record.startedUs ??= Math.max(atUs, record.arrivedUs ?? 0);
    else if (name === "ended") record.endedUs ??= Math.max(atUs, record.startedUs ?? 0);
    else return;
    this.#parts.host.recorder.changed(record);
    if (name !== "ended") return;
    this.#releaseSlot();
    this.#settle();
  }

  // ── what the reply says ──────────────────────────────────────────────────────────────────────────────────────────

  messagesOut(lengths: readonly number[]): void {
    if (!this.#unary) this.#recordMessages("outgoing", lengths);
  }

  taken(bytes: number): void {
    if (!this.#exchangeOver) this.#exchange?.consumed(bytes);
  }

  tooMuch(limit: "maxResponseBytes" | "maxStreamMessages"): void {
    this.#fail(responseTooLarge(limit, this.#parts.limits[limit]));
  }

  // ── ends ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  #refuse(refusal: Refusal): void {
    const { host, limits } = this.#parts;
    this.#record.shed = true;
    if (refusal === "concurrency") {
      this.#fail(tooManyInFlight(limits.maxConcurrentCalls));
      return;
    }
    const asked = host.deployment.settings.queueLimit;
    const own = asked !== undefined && asked <= limits.maxQueuedCalls;
    this.#fail(own ? queueFull("queueLimit", asked) : queueFull("maxQueuedCalls", limits.maxQueuedCalls));
  }

  #deadlinePassed(): void {
    const { limits } = this.#parts;
    if (this.#reply.over) {
      this.#giveUp();
      return;
    }
    const limit = this.#unary ? "unaryDeadlineMs" : "streamDeadlineMs";
    this.#abort("deadline_exceeded", deadlinePassed(limit, limits[limit]));
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
    const record = this.#record;
    record.cancelled = true;
    record.code = Code.Canceled;
    this.#reply.abandon();
    this.#parts.host.recorder.changed(record);
    this.#leave("canceled");
  }

  /** The reply is over before the exchange is. */
  #leave(reason: "canceled" | "deadline_exceeded" | "unavailable"): void {
    this.#body.abandon();
    this.#parts.host.pool.leave(this);
    if (this.#exchange !== null && !this.#exchangeOver) this.#exchange.abort(reason);
    this.#settle();
  }

  #replied(code: number, message: string): void {
    const record = this.#record;
    record.code = code;
    record.errorMessage = cutErrorMessage(message);
    record.requestBytes = this.#body.bytes;
    record.responseBytes = this.#reply.bytes;
    record.emulatedBackUs = this.#reply.backUs;
    // A handler that has ended ended before its reply did, whichever clock read says so.
    record.repliedUs = Math.max(
      this.#parts.clock.nowUs(),
      record.endedUs ?? record.startedUs ?? record.arrivedUs ?? 0,
    );
    this.#parts.host.recorder.changed(record);
  }

  #finishExchange(): void {
    this.#exchangeOver = true;
    this.#settle();
  }

  /** The handler outlives its deadline and its grace: the pool gets its slot back, T4 stays open. */
  #giveUp(): void {
    if (this.#settled) return;
    this.#exchangeOver = true;
    this.#end();
  }

  /** Ends the call once the reply is over and the handler has stopped. */
  #settle(): void {
    if (this.#settled || !this.#reply.over) return;
    const { startedUs, endedUs } = this.#record;
    const handlerRuns =
      startedUs !== undefined ? endedUs === undefined : this.#exchange !== null && !this.#exchangeOver;
    if (!handlerRuns) {
      this.#end();
      return;
    }
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#giveUp(), graceMs);
  }

  #end(): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#deadline);
    this.#releaseSlot();
    this.#parts.host.callEnded();
    this.#parts.over();
  }

  #releaseSlot(): void {
    const slot = this.#slot;
    this.#slot = -1;
    if (slot !== -1) this.#parts.host.pool.release(slot);
  }

  #recordMessages(direction: "incoming" | "outgoing", lengths: readonly number[]): void {
    const { host, clock } = this.#parts;
    host.recorder.messages(this.#record, clock.nowUs(), direction, lengths);
  }

  /** Queue and execution in ms (Server Timing), for callers without our record. */
  #timing(): HeaderList {
    const { arrivedUs, startedUs, endedUs } = this.#record;
    if (!this.#unary || arrivedUs === undefined || startedUs === undefined) return [];
    const queueMs = (startedUs - arrivedUs) / 1_000;
    const workMs = ((endedUs ?? this.#parts.clock.nowUs()) - startedUs) / 1_000;
    return [["server-timing", `q;dur=${queueMs.toFixed(3)}, x;dur=${workMs.toFixed(3)}`]];
  }
}
