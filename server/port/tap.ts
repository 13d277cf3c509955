import type { IncomingMessage, ServerResponse } from "node:http";
import type { ServerHttp2Session, ServerHttp2Stream } from "node:http2";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** Whoever wants to see the bytes of connections. While nobody does, no byte goes through it. */
export type PortTap = {
  /** Once: which response a connection of HTTP/1.1 is busy with. */
  bind(answering: (socket: Duplex) => ServerResponse | undefined): void;
  /** The HTTP/1.1 server has just been given the socket. */
  http1(socket: Socket): void;
  /** What the HTTP/2 server is to be given: the socket, or a stand-in that closes with it. */
  http2(socket: Socket): Duplex;
  /** A session was made on what `http2` returned. */
  session(session: ServerHttp2Session, carrier: Duplex | undefined): void;
  /** A request begins to be answered. */
  request(request: IncomingMessage): void;
  stream(stream: ServerHttp2Stream, rawHeaders: readonly string[]): void;
};
