import type { Duplex } from "node:stream";
import type { CallInFlight } from "./call-in-flight.ts";
import { Http1Reader } from "./http1-reader.ts";
import type { ReplyHeaders } from "./reply-reader.ts";

const keptFor = /\btimeout=(\d{1,6})\b/;
/** A server that says how long it keeps an idle connection may already be closing it when a request is sent that late. */
const marginMs = 1_000;

/** One kept connection, with at most one call under way. It is closed by whoever destroys it, or by the server. */
export class Http1Connection {
  readonly #socket: Duplex;
  readonly #reader: Http1Reader;
  readonly #freed: () => void;
  #call: CallInFlight | null = null;
  #idleUntilMs = Number.POSITIVE_INFINITY;
  #idleForMs = Number.POSITIVE_INFINITY;

  /** `freed`: it can take another call. `gone`: it never will. */
  constructor(socket: Duplex, freed: () => void, gone: () => void) {
    this.#socket = socket;
    this.#freed = freed;
    this.#reader = new Http1Reader({
      head: (status, headers) => this.#head(status, headers),
      data: (chunk) => this.#call?.reader.data(chunk),
      end: (isKept) => this.#end(isKept),
    });
    socket.on("data", (chunk: Buffer) => this.#read(chunk));
    socket.on("error", (error) => this.#fail(error));
    socket.on("close", () => {
      if (!this.#reader.close()) this.#fail(hungUp());
      gone();
    });
  }

  /** Whether the server still keeps it, as far as it has said. */
  get isFresh(): boolean {
    return !this.#socket.destroyed && performance.now() < this.#idleUntilMs;
  }

  /** The whole request goes out in one write. */
  send(request: Buffer, call: CallInFlight): void {
    this.#call = call;
    this.#socket.write(request);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    if (this.#call === null) {
      // It was not asked.
      this.destroy();
      return;
    }
    try {
      this.#reader.data(chunk);
    } catch (cause) {
      this.#fail(cause instanceof Error ? cause : new Error("HTTP_REPLY"));
      this.destroy();
    }
  }

  #head(status: number, headers: ReplyHeaders): void {
    const seconds = keptFor.exec(String(headers["keep-alive"] ?? ""))?.[1];
    this.#idleForMs = seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1_000 - marginMs;
    this.#call?.reader.head(status, headers);
  }

  #end(isKept: boolean): void {
    const call = this.#call;
    this.#call = null;
    // A reply may come before its request has been read; the rest of that would be taken for the next one's.
    if (!isKept || this.#socket.writableLength > 0) this.destroy();
    else {
      this.#idleUntilMs = performance.now() + this.#idleForMs;
      // First: whoever hears of the reply may send the next call at once.
      this.#freed();
    }
    call?.complete();
  }

  #fail(error: Error): void {
    const call = this.#call;
    this.#call = null;
    call?.failed(error);
  }
}

/** As Node's own client names a connection that is closed in the middle of a reply. */
function hungUp(): Error {
  return Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
}
