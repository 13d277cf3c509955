import type { IncomingMessage, ServerResponse } from "node:http";
import type { ServerHttp2Session, ServerHttp2Stream } from "node:http2";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { Http1Tap, type TapParts } from "./http1-tap.ts";
import { Http2Tap } from "./http2-tap.ts";
import type { ByteOwner, HeaderPair, SeenCall } from "./seen-call.ts";
import { TappedSocket } from "./tapped-socket.ts";

export type TapsParts = {
  readonly maxBytesPerCall: number;
  readonly memory: ByteOwner;
  /** Whose connection it is; null: a proxy's, behind which many visitors are. */
  visitorOf(remoteAddress: string | undefined): string | null;
  nowUs(): number;
};

/**
 * The taps on the port's connections. While no visitor is watched it only knows which sockets are open: no byte passes
 * through it. Connections of HTTP/1.1 are tapped as soon as their visitor is watched, idle ones at once. Those of HTTP/2
 * can be tapped only from their first byte: open ones hear a GOAWAY, so that the next call comes on another.
 */
export class Taps {
  readonly #parts: TapsParts;
  readonly #watched = new Map<string, number>();
  /** Connections that this server makes to itself, for one capture each: by their own end, until they come in. */
  readonly #expected = new Map<string, string>();
  readonly #own = new WeakMap<Socket, string>();
  readonly #http1 = new Map<Socket, Http1Tap | null>();
  readonly #http2 = new Map<Socket, Http2Tap | null>();
  readonly #ofRequest = new WeakMap<object, SeenCall>();
  readonly #ofSession = new WeakMap<ServerHttp2Session, Http2Tap>();
  readonly #untapped = new WeakMap<Duplex, ServerHttp2Session>();
  #answering: (socket: Duplex) => ServerResponse | undefined = () => undefined;
  #connections = 0;

  constructor(parts: TapsParts) {
    this.#parts = parts;
  }

  /** How the port tells which response a connection of HTTP/1.1 is busy with. Once, before the port opens. */
  bind(answering: (socket: Duplex) => ServerResponse | undefined): void {
    this.#answering = answering;
  }

  /** From now on the connections of a visitor (by `watchKey`) are tapped, until `unwatch` was called as often as this. */
  watch(visitor: string): void {
    this.#watched.set(visitor, (this.#watched.get(visitor) ?? 0) + 1);
    for (const [socket, tap] of this.#http1)
      if (tap === null && this.#isWatched(socket)) this.#tapWhenIdle(socket);
    for (const [socket, tap] of this.#http2) {
      if (!this.#isWatched(socket)) continue;
      if (tap !== null) tap.resume();
      // A proxy's connection carries others' calls too.
      else if (this.#visitorOf(socket) !== null) this.#untapped.get(socket)?.close();
    }
  }

  /** Whether a connection from this address would be tapped now. */
  watches(remoteAddress: string): boolean {
    const visitor = this.#parts.visitorOf(remoteAddress);
    return visitor === null ? this.#watched.size > 0 : this.#watched.has(watchKey(visitor));
  }

  /** Open connections of HTTP/2 of which nothing is seen: a visitor's, or anybody's behind a proxy. */
  unseen(visitor: string): number {
    const isOne = ([socket, tap]: readonly [Socket, Http2Tap | null]) =>
      tap === null && [null, visitor].includes(this.#visitorOf(socket));
    return [...this.#http2].filter(isOne).length;
  }

  unwatch(visitor: string): void {
    const left = (this.#watched.get(visitor) ?? 1) - 1;
    if (left > 0) this.#watched.set(visitor, left);
    else this.#watched.delete(visitor);
    for (const [socket, tap] of this.#http1) {
      if (tap === null || this.#isWatched(socket)) continue;
      tap.stop();
      this.#http1.set(socket, null);
    }
    for (const [socket, tap] of this.#http2) if (!this.#isWatched(socket)) tap?.stop();
  }

  /** The connection from this address and port, which is about to come in, is tapped for `visitor` alone. */
  expect(address: string, port: number, visitor: string): void {
    this.#expected.set(endOf(address, port), visitor);
  }

  /** A connection that the HTTP/1.1 server has just been given, before anything of it is read. */
  http1(socket: Socket): void {
    const isWatched = this.#comesIn(socket);
    this.#http1.set(socket, isWatched ? new Http1Tap(socket, true, this.#tapParts(socket)) : null);
    socket.once("close", () => {
      this.#http1.get(socket)?.stop();
      this.#http1.delete(socket);
    });
  }

  /** What the HTTP/2 server is given for a connection: the socket itself, or a stand-in whose bytes are seen. */
  http2(socket: Socket): Duplex {
    const tap = this.#comesIn(socket)
      ? new Http2Tap("encrypted" in socket && socket.encrypted === true, this.#tapParts(socket))
      : null;
    this.#http2.set(socket, tap);
    socket.once("close", () => {
      tap?.stop();
      this.#http2.delete(socket);
    });
    return tap === null ? socket : new TappedSocket(socket, tap);
  }

  /** A session was made on what `http2` returned. */
  session(session: ServerHttp2Session, carrier: Duplex | undefined): void {
    if (!(carrier instanceof TappedSocket)) {
      if (carrier !== undefined) this.#untapped.set(carrier, session);
      return;
    }
    if (carrier.watcher instanceof Http2Tap) this.#ofSession.set(session, carrier.watcher);
    carrier.lendTo(session);
  }

  /** The HTTP/1.1 server begins to answer. */
  request(request: IncomingMessage): void {
    const call = this.#http1.get(request.socket)?.next() ?? null;
    if (call !== null) this.#ofRequest.set(request, call);
  }

  /** The HTTP/2 server begins to answer. `rawHeaders`: names and values by turns. */
  stream(stream: ServerHttp2Stream, rawHeaders: readonly string[]): void {
    if (stream.session === undefined) return;
    const call = this.#ofSession.get(stream.session as ServerHttp2Session)?.call(stream.id ?? 0) ?? null;
    if (call === null) return;
    call.requestHeaders = toPairs(rawHeaders);
    this.#ofRequest.set(stream, call);
    stream.once("close", () => {
      call.responseHeaders = fromSent(stream.sentHeaders);
      call.responseTrailers = fromSent(stream.sentTrailers);
    });
  }

  /** The bytes of what the server knows as this request or stream. Null: they were not seen. */
  callOf(source: object): SeenCall | null {
    return this.#ofRequest.get(source) ?? null;
  }

  #tapWhenIdle(socket: Socket): void {
    if (this.#http1.get(socket) !== null || !this.#isWatched(socket)) return;
    const busy = this.#answering(socket);
    if (busy === undefined) this.#http1.set(socket, new Http1Tap(socket, false, this.#tapParts(socket)));
    else busy.once("close", () => this.#tapWhenIdle(socket));
  }

  #comesIn(socket: Socket): boolean {
    if (this.#expected.size > 0) {
      const end = endOf(socket.remoteAddress ?? "", socket.remotePort ?? 0);
      const visitor = this.#expected.get(end);
      this.#expected.delete(end);
      if (visitor !== undefined) {
        this.#own.set(socket, visitor);
        return true;
      }
    }
    return this.#watched.size > 0 && this.#isWatched(socket);
  }

  #isWatched(socket: Socket): boolean {
    if (this.#own.has(socket)) return true;
    const visitor = this.#visitorOf(socket);
    return visitor === null ? this.#watched.size > 0 : this.#watched.has(visitor);
  }

  #visitorOf(socket: Socket): string | null {
    const own = this.#own.get(socket);
    if (own !== undefined) return own;
    const visitor = this.#parts.visitorOf(socket.remoteAddress);
    return visitor === null ? null : watchKey(visitor);
  }

  #tapParts(socket: Socket): TapParts {
    this.#connections += 1;
    const { maxBytesPerCall: maxBytes, memory, nowUs } = this.#parts;
    const owner = this.#own.get(socket) ?? null;
    return { connection: this.#connections, owner, maxBytes, memory, nowUs };
  }
}

function endOf(address: string, port: number): string {
  return `${address.replace(/^::ffff:/i, "")} ${port}`;
}

/**
 * Everything on this machine is one visitor: a page on 127.0.0.0/8 and a tool on `::1` belong together (RFC 1122, 3.2.1.3;
 * RFC 4291, 2.5.3). `visitor` is a quota's key, which keeps of IPv6 the first half.
 */
export function watchKey(visitor: string): string {
  return /^127\.|^(?:0:){4}:\/64$/.test(visitor) ? "loopback" : visitor;
}

function toPairs(raw: readonly string[]): HeaderPair[] {
  const pairs: HeaderPair[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2)
    pairs.push({ name: raw[at] ?? "", value: raw[at + 1] ?? "" });
  return pairs;
}

function fromSent(headers: ServerHttp2Stream["sentHeaders"] | undefined): HeaderPair[] {
  return Object.entries(headers ?? {}).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : value === undefined ? [] : [value];
    return values.map((one) => ({ name, value: String(one) }));
  });
}
