import {
  constants,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Stream,
} from "node:http2";
import { type Caller, type CallerListener, HeadReader, type RequestHead } from "./caller.ts";
import { forBrowsers } from "./cors.ts";
import type { Reply } from "./error-reply.ts";
import type { HeaderList } from "./headers.ts";
import type { Peer } from "./start-line.ts";

const isOk = (trailers: HeaderList) =>
  trailers.some(([name, value]) => name === "grpc-status" && value === "0");

/** How long a caller may go on sending behind its reply. */
const stillSendsMs = 250;

/** A caller on HTTP/2: gRPC with trailers, and every protocol below `/d/`. */
export class Http2Caller implements Caller {
  readonly head: RequestHead;
  readonly source: ServerHttp2Stream;
  readonly #stream: ServerHttp2Stream;
  readonly #forwardedFor: string | string[] | undefined;
  #listener: CallerListener | null = null;
  #over = false;
  #gone = false;
  #bodyOver = false;
  #trailers: HeaderList = [];

  constructor(stream: ServerHttp2Stream, headers: IncomingHttpHeaders) {
    this.#stream = stream;
    this.source = stream;
    this.#forwardedFor = headers["x-forwarded-for"];
    this.head = readHead(headers);
    stream.on("error", ignore);
    stream.on("close", () => this.#closed());
  }

  peer(): Peer {
    const remoteAddress = this.#stream.session?.socket.remoteAddress;
    return { remoteAddress, forwardedFor: this.#forwardedFor?.toString() };
  }

  listen(listener: CallerListener): void {
    this.#listener = listener;
    const stream = this.#stream;
    stream.on("data", (bytes: Uint8Array) => this.#listener?.bodyChunk(bytes));
    stream.on("end", () => {
      this.#bodyOver = true;
      this.#listener?.bodyEnd();
    });
    stream.on("drain", () => this.#listener?.drained());
  }

  pause(): void {
    this.#stream.pause();
  }

  resume(): void {
    this.#stream.resume();
  }

  reply({ status, headers, body, trailers }: Reply): void {
    if (!this.#writable()) return;
    const isEmpty = body === null || body.length === 0;
    if (isEmpty && !isOk(trailers)) {
      // Trailers-Only: one HEADERS frame with END_STREAM. gRPC clients retry nothing else, for they take a call as
      // committed once headers without a status have come (gRFC A6, "when retries are valid"). Only an error may come
      // so: of a stream without messages the two stay apart.
      this.#over = true;
      if (this.#respond(status, [...headers, ...trailers], { endStream: true })) this.#finish();
      return;
    }
    if (!this.#respond(status, headers, { waitForTrailers: trailers.length > 0 })) return;
    this.#end(trailers, body);
  }

  open(status: number, headers: HeaderList): void {
    if (!this.#writable()) return;
    this.#respond(status, headers, { waitForTrailers: true });
  }

  write(bytes: Uint8Array): boolean {
    if (!this.#writable()) return true;
    return this.#stream.write(bytes);
  }

  end(trailers: HeaderList): void {
    if (this.#writable()) this.#end(trailers, null);
  }

  breakOff(): void {
    if (this.#over || this.#gone) return;
    this.#over = true;
    this.#stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  }

  #end(trailers: HeaderList, body: Uint8Array | null): void {
    this.#over = true;
    this.#trailers = trailers;
    if (body === null) this.#stream.end(() => this.#finish());
    else this.#stream.end(body, () => this.#finish());
  }

  #respond(
    status: number,
    headers: HeaderList,
    options: { endStream?: boolean; waitForTrailers?: boolean },
  ): boolean {
    const stream = this.#stream;
    try {
      const all = forBrowsers(this.head, headers);
      if (options.waitForTrailers === true) {
        stream.on("wantTrailers", () => this.#sendTrailers());
      }
      stream.respond({ ":status": status, ...toHeaderObject(all) }, options);
      return true;
    } catch {
      // Node refused a header that our own rules let pass. Nothing was sent yet.
      this.#over = true;
      stream.close(constants.NGHTTP2_INTERNAL_ERROR);
      return false;
    }
  }

  #sendTrailers(): void {
    try {
      // Without any, Node ends the stream with an empty DATA frame.
      this.#stream.sendTrailers(toHeaderObject(this.#trailers));
    } catch {
      this.#stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    }
  }

  /**
   * Tells a caller who still sends that nobody reads it any more (RFC 9113, 8.1), when the reply is on its way: a reset
   * drops what of it still waits behind another write, its trailers first.
   */
  #finish(): void {
    if (this.#bodyOver || this.#gone) return;
    this.#stream.resume();
    const tell = setTimeout(() => this.#stream.close(constants.NGHTTP2_NO_ERROR), stillSendsMs);
    this.#stream.once("close", () => clearTimeout(tell));
  }

  #writable(): boolean {
    return !this.#over && !this.#gone && !this.#stream.destroyed && !this.#stream.closed;
  }

  #closed(): void {
    if (this.#gone) return;
    this.#gone = true;
    if (!this.#over || this.#stream.rstCode === constants.NGHTTP2_CANCEL) this.#listener?.gone();
  }
}

function readHead(headers: IncomingHttpHeaders): RequestHead {
  const reader = new HeadReader();
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name.startsWith(":")) continue;
    for (const single of typeof value === "string" ? [value] : value) reader.read(name, single);
  }
  const { headers: list, contentType, contentLength, userAgent, attemptName, deployment, fromPage } = reader;
  return {
    httpVersion: "2.0",
    verb: headers[":method"] ?? "GET",
    scheme: headers[":scheme"] === "https" ? "https" : "http",
    authority: headers[":authority"] ?? reader.host,
    url: headers[":path"] ?? "/",
    headers: list,
    contentType,
    contentLength,
    userAgent,
    attemptName,
    deployment,
    fromPage,
  };
}

function toHeaderObject(headers: HeaderList): OutgoingHttpHeaders {
  // Metadata may be called `constructor`, which every other object has already.
  const object: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of headers) {
    const before = object[name];
    if (before === undefined) object[name] = value;
    else if (typeof before === "string") object[name] = [before, value];
    else before.push(value);
  }
  return object;
}

function ignore(): void {}
