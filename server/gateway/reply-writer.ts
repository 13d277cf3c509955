import type { ConnectError } from "@connectrpc/connect";
import type { Limits } from "#lib/limits.ts";
import type { Caller } from "./caller.ts";
import type { Path } from "./emulate/network.ts";
import { EnvelopeSniffer } from "./envelope-sniffer.ts";
import { type Reply, toErrorEnding, toErrorReply } from "./error-reply.ts";
import { decodeGrpcMessage, encodeGrpcMessage } from "./grpc-message.ts";
import { findHeader, type HeaderList, keepResponseHeaders } from "./headers.ts";
import { type Outcome, readEndingOutcome, readUnaryOutcome } from "./outcome.ts";
import type { RpcFormat } from "./rpc-format.ts";

/** What the reply's owner hears. */
export type ReplyOwner = {
  messagesOut(lengths: readonly number[]): void;
  /** Bytes the caller has taken, so that the handler may send as many more. */
  taken(bytes: number): void;
  /** The response is beyond a limit; nothing more of it is sent until `fail`. */
  tooMuch(limit: "maxResponseBytes" | "maxStreamMessages"): void;
};

export type ReplyParts = {
  readonly caller: Caller;
  readonly owner: ReplyOwner;
  readonly format: RpcFormat;
  readonly path: Path | null;
  readonly limits: Limits;
  /** One message: it is held until it is complete, and leaves with its length in one write. */
  readonly unary: boolean;
};

/** Up to here a unary response is held. Below the window that a handler may fill unasked. */
const maxHeldBytes = 128 * 1024;

/** The response's bytes on their way from the exchange through the emulated network to the caller. */
export class ReplyWriter {
  bytes = 0;
  /** How long the last bytes travel, µs. */
  backUs = 0;
  readonly #parts: ReplyParts;
  readonly #sniffer: EnvelopeSniffer | null;
  #status = 0;
  #headers: [string, string][] = [];
  #held: Uint8Array[] = [];
  /** Something has been handed over, so that the status line cannot change any more. */
  #begun = false;
  #opened = false;
  #over = false;
  #untaken = 0;
  #messages = 0;

  constructor(parts: ReplyParts) {
    this.#parts = parts;
    this.#sniffer = parts.format.enveloped ? new EnvelopeSniffer() : null;
  }

  get over(): boolean {
    return this.#over;
  }

  head(status: number, headers: HeaderList): void {
    // A redirect would send callers where a stranger wants them.
    this.#status = status >= 200 && status < 600 && Math.trunc(status / 100) !== 3 ? status : 502;
    this.#headers = keepResponseHeaders(headers, this.#parts.limits.maxHeaderBytes);
  }

  data(bytes: Uint8Array): void {
    const { owner, limits, unary } = this.#parts;
    if (this.#over) {
      owner.taken(bytes.length);
      return;
    }
    this.bytes += bytes.length;
    if (this.bytes > limits.maxResponseBytes) {
      owner.tooMuch("maxResponseBytes");
      return;
    }
    if (this.#sniffer !== null) {
      const lengths = this.#sniffer.feed(bytes);
      this.#messages += lengths.length;
      if (this.#messages > limits.maxStreamMessages) {
        owner.tooMuch("maxStreamMessages");
        return;
      }
      if (lengths.length > 0) owner.messagesOut(lengths);
    }
    if (unary && !this.#begun && this.bytes <= maxHeldBytes) {
      this.#held.push(bytes);
      return;
    }
    this.#send(bytes);
  }

  /** Ends the reply as the handler ended it. `extra` goes into the headers if they have not left. */
  end(rawTrailers: HeaderList, extra: HeaderList, requestEncoding: string | null): Outcome {
    this.#over = true;
    const trailers = correctGrpc(
      keepResponseHeaders(rawTrailers, this.#parts.limits.maxHeaderBytes),
      requestEncoding,
    );
    const { caller } = this.#parts;
    if (this.#begun) {
      this.#travel(0, () => caller.end(trailers));
      return this.#outcome(trailers, null);
    }
    const body =
      this.#held.length === 0
        ? null
        : this.#held.length === 1
          ? (this.#held[0] ?? null)
          : Buffer.concat(this.#held);
    const headers = [...correctGrpc(this.#headers, requestEncoding), ...extra];
    const reply: Reply = { status: this.#status, headers, body, trailers };
    this.#travel(body?.length ?? 0, () => caller.reply(reply));
    return this.#outcome(trailers.length > 0 ? trailers : headers, body);
  }

  /** Ends the reply with an error of the gateway. */
  fail(error: ConnectError): void {
    if (this.#over) return;
    this.#over = true;
    this.#held = [];
    const { caller, format } = this.#parts;
    if (!this.#begun) {
      const reply = toErrorReply(format, error);
      this.#travel(reply.body?.length ?? 0, () => caller.reply(reply));
      return;
    }
    // An ending can follow whole messages only; half a message or a bare body can only be broken off.
    if (this.#sniffer === null || !this.#sniffer.atBoundary) {
      this.#travel(0, () => caller.breakOff());
      return;
    }
    const ending = toErrorEnding(format, error);
    this.#travel(ending.body?.length ?? 0, () => {
      if (ending.body !== null) caller.write(ending.body);
      caller.end(ending.trailers);
    });
  }

  /** The caller takes more. */
  drained(): void {
    const bytes = this.#untaken;
    this.#untaken = 0;
    if (bytes > 0) this.#parts.owner.taken(bytes);
  }

  /** Nobody reads the reply any more. */
  abandon(): void {
    this.#over = true;
    this.#held = [];
    this.drained();
  }

  #send(bytes: Uint8Array): void {
    this.#begun = true;
    const chunks = this.#held.length === 0 ? null : [...this.#held, bytes];
    this.#held = [];
    const whole = chunks === null ? bytes : Buffer.concat(chunks);
    this.#travel(whole.length, () => this.#write(whole));
  }

  #write(bytes: Uint8Array): void {
    const { caller } = this.#parts;
    if (!this.#opened) {
      this.#opened = true;
      caller.open(this.#status, this.#headers);
    }
    this.#untaken += bytes.length;
    if (caller.write(bytes)) this.drained();
  }

  #travel(bytes: number, deliver: () => void): void {
    if (this.#parts.path === null) deliver();
    else this.backUs = this.#parts.path.send(bytes, deliver);
  }

  #outcome(trailers: HeaderList, body: Uint8Array | null): Outcome {
    const { format } = this.#parts;
    if (this.#sniffer === null) return readUnaryOutcome(this.#status, body);
    return readEndingOutcome(format, this.#status, trailers, this.#sniffer.ending, this.#sniffer.endingFlags);
  }
}

const supportedEncodings = /supported encodings are (.*)$/;

/**
 * Connect-ES percent-encodes more of `grpc-message` than gRPC asks, which some clients do not undo, and leaves out
 * `grpc-accept-encoding` where it answers UNIMPLEMENTED to an encoding (gRPC: doc/compression.md).
 */
function correctGrpc(headers: [string, string][], requestEncoding: string | null): [string, string][] {
  const encoded = findHeader(headers, "grpc-message");
  if (encoded === null) return headers;
  const message = decodeGrpcMessage(encoded);
  const corrected = headers.map(([name, value]): [string, string] =>
    name === "grpc-message" ? [name, encodeGrpcMessage(message)] : [name, value],
  );
  const accepted = requestEncoding === null ? null : supportedEncodings.exec(message);
  if (accepted !== null && findHeader(headers, "grpc-accept-encoding") === null) {
    corrected.push(["grpc-accept-encoding", accepted[1] || "identity"]);
  }
  return corrected;
}
