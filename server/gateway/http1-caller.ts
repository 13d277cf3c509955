import type { IncomingMessage, ServerResponse } from "node:http";
import { type Caller, type CallerListener, HeadReader, type RequestHead } from "./caller.ts";
import { forBrowsers } from "./cors.ts";
import type { Reply } from "./error-reply.ts";
import type { HeaderList } from "./headers.ts";
import type { Peer } from "./start-line.ts";

/** Thrown away of a body nobody wants, before the connection is closed. */
const maxDiscardedBytes = 16 * 1024 * 1024;

/** A caller on HTTP/1.1. Replies carry no trailers there: Connect and gRPC-Web need none. */
export class Http1Caller implements Caller {
  readonly head: RequestHead;
  readonly source: IncomingMessage;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  #listener: CallerListener | null = null;
  #over = false;
  #gone = false;
  #bodyOver = false;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.#request = request;
    this.source = request;
    this.#response = response;
    this.head = readHead(request);
    response.on("error", ignore);
    response.on("close", () => this.#closed());
  }

  peer(): Peer {
    const { headers, socket } = this.#request;
    return { remoteAddress: socket.remoteAddress, forwardedFor: headers["x-forwarded-for"]?.toString() };
  }

  listen(listener: CallerListener): void {
    this.#listener = listener;
    const request = this.#request;
    request.on("data", (bytes: Uint8Array) => this.#listener?.bodyChunk(bytes));
    request.on("end", () => {
      this.#bodyOver = true;
      this.#listener?.bodyEnd();
    });
    this.#response.on("drain", () => this.#listener?.drained());
  }

  pause(): void {
    this.#request.pause();
  }

  resume(): void {
    this.#request.resume();
  }

  reply({ status, headers, body }: Reply): void {
    if (this.#over || this.#gone) return;
    this.#over = true;
    const length = body === null ? 0 : body.length;
    if (!this.#writeHead(status, headers, length)) return;
    if (body === null || this.head.verb === "HEAD") this.#response.end();
    else this.#response.end(body);
    this.#discardBody();
  }

  open(status: number, headers: HeaderList): void {
    if (this.#over || this.#gone) return;
    this.#writeHead(status, headers, null);
  }

  write(bytes: Uint8Array): boolean {
    if (this.#over || this.#gone) return true;
    return this.#response.write(bytes);
  }

  end(_trailers: HeaderList): void {
    if (this.#over || this.#gone) return;
    this.#over = true;
    this.#response.end();
    this.#discardBody();
  }

  breakOff(): void {
    if (this.#over || this.#gone) return;
    this.#over = true;
    this.#response.destroy();
  }

  #writeHead(status: number, headers: HeaderList, length: number | null): boolean {
    const all = forBrowsers(this.head, headers);
    const flat: string[] = [];
    for (const [name, value] of all) flat.push(name, value);
    // RFC 9110, 8.6: no content-length beside 204.
    if (length !== null && status !== 204) flat.push("content-length", String(length));
    try {
      this.#response.writeHead(status, flat);
      return true;
    } catch {
      // Node refused a header that our own rules let pass. Nothing was sent yet.
      this.#over = true;
      this.#response.destroy();
      return false;
    }
  }

  #discardBody(): void {
    if (this.#bodyOver || this.#request.readableEnded) return;
    let left = maxDiscardedBytes;
    this.#request.on("data", (bytes: Uint8Array) => {
      left -= bytes.length;
      if (left < 0) this.#request.destroy();
    });
    this.#request.resume();
  }

  #closed(): void {
    if (this.#gone) return;
    this.#gone = true;
    if (!this.#over || !this.#response.writableFinished) this.#listener?.gone();
  }
}

function readHead(request: IncomingMessage): RequestHead {
  const reader = new HeadReader();
  const raw = request.rawHeaders;
  for (let at = 0; at + 1 < raw.length; at += 2) {
    reader.read((raw[at] ?? "").toLowerCase(), raw[at + 1] ?? "");
  }
  const { headers, contentType, contentLength, userAgent, attemptName, deployment, host, fromPage } = reader;
  const encrypted = "encrypted" in request.socket && request.socket.encrypted === true;
  const scheme = encrypted ? "https" : "http";
  const verb = request.method ?? "GET";
  const url = request.url ?? "/";
  const fields = { headers, contentType, contentLength, userAgent, attemptName, deployment, fromPage };
  return { httpVersion: "1.1", verb, scheme, authority: host, url, ...fields };
}

function ignore(): void {}
