import type { Server as HttpServer } from "node:http";
import type { Http2Server } from "node:http2";
import { createServer as createNetServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import { Code } from "@connectrpc/connect";
import { failure } from "#server/failure.ts";
import { inConnectionScope } from "./connection-scope.ts";
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
};

/** The one listening server: recognises the protocol of every connection and hands its socket on. */
export function createFrontDoor({ httpServer, http2Server, tls, decideMs }: FrontDoorParts): Server {
  // An http server that never listens enforces neither headersTimeout nor requestTimeout without this.
  httpServer.emit("listening");
  if (tls === null) {
    // allowHalfOpen as in Node's own http server: a client that sends FIN after a broken request still gets the answer.
    return createNetServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
      const decide = (isHttp2: boolean) => (isHttp2 ? http2Server : httpServer).emit("connection", socket);
      inConnectionScope(() => sniff(socket, decideMs, decide));
    });
  }
  const door = createTlsServer({
    ...tls,
    noDelay: true,
    allowHalfOpen: true,
    handshakeTimeout: decideMs,
    ALPNProtocols: ["h2", "http/1.1"],
  });
  door.on("secureConnection", (socket: TLSSocket) => {
    socket.on("error", () => socket.destroy());
    (socket.alpnProtocol === "h2" ? http2Server : httpServer).emit("connection", socket);
  });
  // A failed handshake is the client's affair.
  door.on("tlsClientError", (_error, socket) => socket.destroy());
  return door;
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
    if (!isHttp2) socket.resume();
  };
  socket.on("readable", onReadable);
  socket.on("end", onEnd);
}
