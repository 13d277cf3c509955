import type { Server as HttpServer } from "node:http";
import type { Http2Server } from "node:http2";
import { createServer as createNetServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket, type Server as TlsServer } from "node:tls";
import { Code } from "@connectrpc/connect";
import { failure } from "#server/failure.ts";
import { type ConnectionLimits, ConnectionPlaces, type NoPlace } from "./connection-places.ts";
import { inConnectionScope } from "./connection-scope.ts";
import { refuseConnection } from "./refuse-connection.ts";
import type { PortTap } from "./tap.ts";
import { writeRawFailure } from "./write-failure.ts";

/** RFC 9113, 3.4: what every HTTP/2 client sends first. */
const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

export type FrontDoorParts = {
  /** Neither listens: both are handed sockets. */
  readonly httpServer: HttpServer;
  readonly http2Server: Http2Server;
  /** PEM. Null: plain HTTP, and HTTP/2 by prior knowledge. */
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  /** How long a connection may stay undecided between HTTP/1.1 and HTTP/2. */
  readonly decideMs: number;
  /** How long a TLS handshake may take. */
  readonly handshakeMs: number;
  readonly connections: ConnectionLimits;
  /** Absent: nobody ever wants to see bytes. */
  readonly tap?: PortTap;
};

/** The one listening server: recognises the protocol of every connection and hands its socket on. */
export function createFrontDoor(parts: FrontDoorParts): Server {
  const { httpServer, decideMs } = parts;
  // An http server that never listens enforces neither headersTimeout nor requestTimeout without this.
  httpServer.emit("listening");
  const places = new ConnectionPlaces(parts.connections);
  const shakeHands = parts.tls === null ? null : createHandshakes(parts, parts.tls);
  const enter = (socket: Socket) => {
    const noPlace = places.take(socket);
    if (noPlace !== null) turnAway(socket, noPlace, shakeHands !== null);
    else if (shakeHands !== null) shakeHands.emit("connection", socket);
    else
      sniff(socket, decideMs, (isHttp2) => {
        if (isHttp2) enterHttp2(parts, socket);
        else enterHttp1(parts, socket);
        if (!isHttp2) socket.resume();
      });
  };
  // allowHalfOpen as in Node's own http server: a client that sends FIN after a broken request still gets the answer.
  return createNetServer({ noDelay: true, allowHalfOpen: true }, (socket) =>
    inConnectionScope(() => enter(socket)),
  );
}

function enterHttp1({ httpServer, tap }: FrontDoorParts, socket: Socket): void {
  httpServer.emit("connection", socket);
  tap?.http1(socket);
}

function enterHttp2({ http2Server, tap }: FrontDoorParts, socket: Socket): void {
  http2Server.emit("connection", tap?.http2(socket) ?? socket);
}

/** Never listens: it is handed sockets too. */
function createHandshakes(
  parts: FrontDoorParts,
  { cert, key }: NonNullable<FrontDoorParts["tls"]>,
): TlsServer {
  const { decideMs, handshakeMs } = parts;
  const server = createTlsServer({
    cert,
    key,
    handshakeTimeout: handshakeMs,
    ALPNProtocols: ["h2", "http/1.1"],
  });
  server.on("secureConnection", (socket: TLSSocket) => {
    socket.on("error", () => socket.destroy());
    if (socket.alpnProtocol !== "h2") enterHttp1(parts, socket);
    else
      sniff(socket, decideMs, (isHttp2) => {
        // It spoke another protocol than it had agreed to.
        if (isHttp2) enterHttp2(parts, socket);
        else socket.destroy();
      });
  });
  // A failed handshake is the client's affair.
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  return server;
}

/** How long one may take to hear that there is no place, and how many may do so at a time. */
const turnAwayMs = 1_000;
const maxTurnedAway = 256;
let turnedAway = 0;

function turnAway(socket: Socket, noPlace: NoPlace, isTls: boolean): void {
  // Before the handshake nothing can be said.
  if (isTls || turnedAway >= maxTurnedAway) {
    socket.destroy();
    return;
  }
  turnedAway += 1;
  const over = setTimeout(() => socket.destroy(), turnAwayMs);
  socket.once("close", () => {
    clearTimeout(over);
    turnedAway -= 1;
  });
  sniff(socket, turnAwayMs, (isHttp2) => refuseConnection(socket, noPlace, isHttp2));
}

/** Reads until the bytes can no longer be the preface, or are all of it; then puts them back and decides. */
function sniff(socket: Socket, decideMs: number, decide: (isHttp2: boolean) => void): void {
  let seen = Buffer.alloc(0);
  const tooLate = setTimeout(() => socket.destroy(), decideMs);
  socket.on("error", () => socket.destroy());
  socket.once("close", () => clearTimeout(tooLate));
  const onReadable = () => {
    const chunk: Buffer | null = socket.read();
    if (chunk === null) return;
    seen = Buffer.concat([seen, chunk]);
    const length = Math.min(seen.length, preface.length);
    const isHttp2 = seen.subarray(0, length).equals(preface.subarray(0, length));
    if (isHttp2 && length < preface.length) return;
    settle(isHttp2);
  };
  const onEnd = () => {
    // The other side ended in the middle of a preface.
    if (seen.length === 0) socket.destroy();
    else
      writeRawFailure(
        socket,
        failure(Code.InvalidArgument, "HTTP_MALFORMED", "The request is incomplete."),
        400,
      );
  };
  const settle = (isHttp2: boolean) => {
    clearTimeout(tooLate);
    socket.off("readable", onReadable);
    socket.off("end", onEnd);
    socket.unshift(seen);
    decide(isHttp2);
  };
  socket.on("readable", onReadable);
  socket.on("end", onEnd);
}
