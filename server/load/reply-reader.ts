import { Code, ConnectError } from "@connectrpc/connect";
import { codeFromHttpStatus, errorFromJsonBytes } from "@connectrpc/connect/protocol-connect";
import { findTrailerError } from "@connectrpc/connect/protocol-grpc";
import { trailerParse } from "@connectrpc/connect/protocol-grpc-web";
import { ErrorInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { LoadOutcome } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadProtocol } from "#lib/load/load-plan.ts";
import type { Reply } from "./sender.ts";

export type ReplyHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

const prefixBytes = 5;
const endingFlag = 0x80;
/** What is kept of an error, of trailers, or of an answer that is wanted: the rest is only counted. */
const maxKeptBytes = 256 * 1024;
/** The gateway's refusals in front of the workers (docs/architecture.md): the load was shed and never handled. */
const shedReasons: ReadonlySet<string> = new Set(["QUEUE_LIMIT", "CONCURRENCY_LIMIT"]);
const platformDomain = "playground.v1";
const timing = /q;dur=([\d.]+), x;dur=([\d.]+)(?:, w;desc=(\d{1,6}))?/;

/**
 * Reads one unary reply as its bytes come, and says how the call ended. Nothing of an answer is kept unless it is wanted, so
 * that large answers cost the generator no memory.
 */
export class ReplyReader {
  bytes = 0;
  readonly #protocol: LoadProtocol;
  readonly #wantsAnswer: boolean;
  #status = 0;
  #headers: ReplyHeaders = {};
  #trailers: ReplyHeaders | null = null;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  // Envelopes
  readonly #prefix = Buffer.alloc(prefixBytes);
  #prefixFilled = 0;
  #left = 0;
  #isEnding = false;
  #messages = 0;
  #ending: Buffer[] = [];

  constructor(protocol: LoadProtocol, wantsAnswer: boolean) {
    this.#protocol = protocol;
    this.#wantsAnswer = wantsAnswer;
  }

  head(status: number, headers: ReplyHeaders): void {
    this.#status = status;
    this.#headers = headers;
  }

  trailers(headers: ReplyHeaders): void {
    this.#trailers = headers;
  }

  data(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.#protocol === "connect" || this.#status !== 200) {
      if (this.#wantsAnswer || this.#status !== 200) this.#keep(chunk);
      return;
    }
    this.#readEnvelopes(chunk);
  }

  /** The reply is complete. */
  end(): Reply {
    try {
      return this.#read();
    } catch (cause) {
      // What a stranger's handler sends may be anything.
      return this.#failed(ConnectError.from(cause, Code.Internal));
    }
  }

  #read(): Reply {
    if (this.#protocol === "connect") {
      if (this.#status === 200) return this.#ok();
      const fallback = new ConnectError(`HTTP ${this.#status}`, codeFromHttpStatus(this.#status));
      return this.#failed(errorFromJsonBytes(Buffer.concat(this.#kept), undefined, fallback));
    }
    if (this.#status !== 200) {
      return this.#failed(new ConnectError(`HTTP ${this.#status}`, codeFromHttpStatus(this.#status)));
    }
    const status = this.#grpcStatus();
    if (status === null) return this.#failed(new ConnectError("The reply has no status.", Code.Internal));
    const error = findTrailerError(status);
    if (error !== undefined) return this.#failed(error);
    if (this.#messages === 1 && this.#left === 0) return this.#ok();
    return this.#failed(new ConnectError(`The reply has ${this.#messages} messages.`, Code.Internal));
  }

  /** The trailers, wherever the protocol has them. Null: there are none. */
  #grpcStatus(): Headers | null {
    if (this.#ending.length > 0) return trailerParse(Buffer.concat(this.#ending));
    const source = this.#trailers ?? this.#headers;
    if (source["grpc-status"] === undefined) return null;
    const headers = new Headers();
    for (const name of ["grpc-status", "grpc-message", "grpc-status-details-bin"]) {
      const value = source[name];
      if (value !== undefined) headers.set(name, String(value));
    }
    return headers;
  }

  #ok(): Reply {
    const answer = this.#wantsAnswer ? Buffer.concat(this.#kept) : null;
    return { ...this.#facts(), outcome: LoadOutcome.OK, code: 0, reason: "", message: "", answer };
  }

  #failed(error: ConnectError): Reply {
    const info = error.findDetails(ErrorInfoSchema).find(({ domain }) => domain === platformDomain);
    const reason = info?.reason ?? "";
    const message = error.rawMessage.slice(0, 1_000);
    return {
      ...this.#facts(),
      outcome: outcomeOf(error.code, reason),
      code: error.code,
      reason,
      message,
      answer: null,
    };
  }

  #facts(): Pick<Reply, "responseBytes" | "queueUs" | "executionUs" | "worker"> {
    const said = timing.exec(String(this.#headers["server-timing"] ?? ""));
    const toUs = (ms: string | undefined) => (ms === undefined ? null : Math.round(Number(ms) * 1_000));
    const worker = said?.[3] === undefined ? null : Number(said[3]);
    return { responseBytes: this.bytes, queueUs: toUs(said?.[1]), executionUs: toUs(said?.[2]), worker };
  }

  #keep(chunk: Buffer): void {
    if (this.#keptBytes + chunk.length > maxKeptBytes) return;
    this.#keptBytes += chunk.length;
    this.#kept.push(chunk);
  }

  #readEnvelopes(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#left === 0) {
        const copied = chunk.copy(
          this.#prefix,
          this.#prefixFilled,
          at,
          at + prefixBytes - this.#prefixFilled,
        );
        this.#prefixFilled += copied;
        at += copied;
        if (this.#prefixFilled < prefixBytes) return;
        this.#prefixFilled = 0;
        this.#isEnding = ((this.#prefix[0] ?? 0) & endingFlag) !== 0;
        this.#left = this.#prefix.readUInt32BE(1);
        if (!this.#isEnding) this.#messages += 1;
        continue;
      }
      const part = chunk.subarray(at, at + this.#left);
      at += part.length;
      this.#left -= part.length;
      if (this.#isEnding) this.#keepEnding(part);
      else if (this.#wantsAnswer) this.#keep(part);
    }
  }

  #keepEnding(part: Buffer): void {
    this.#keptBytes += part.length;
    if (this.#keptBytes <= maxKeptBytes) this.#ending.push(part);
  }
}

/** A call that was given up by its client. */
export function givenUp(outcome: "timeout" | "cancelled", responseBytes: number): Reply {
  const isLate = outcome === "timeout";
  return {
    outcome: isLate ? LoadOutcome.TIMEOUT : LoadOutcome.CANCELLED,
    code: isLate ? Code.DeadlineExceeded : Code.Canceled,
    ...{
      reason: "",
      message: "",
      responseBytes,
      queueUs: null,
      executionUs: null,
      worker: null,
      answer: null,
    },
  };
}

/** A call whose connection failed. */
export function unreachable(error: Error, responseBytes: number): Reply {
  const message = "code" in error && typeof error.code === "string" ? error.code : error.message;
  return {
    ...{ outcome: LoadOutcome.ERROR, code: Code.Unavailable, reason: "", message, responseBytes },
    ...{ queueUs: null, executionUs: null, worker: null, answer: null },
  };
}

function outcomeOf(code: Code, reason: string): LoadOutcome {
  if (code === Code.DeadlineExceeded) return LoadOutcome.TIMEOUT;
  return code === Code.ResourceExhausted && shedReasons.has(reason) ? LoadOutcome.SHED : LoadOutcome.ERROR;
}
