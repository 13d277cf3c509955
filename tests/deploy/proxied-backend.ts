import { createServer as createHttp, type IncomingHttpHeaders } from "node:http";
import { createServer as createHttp2, type IncomingHttpHeaders as Http2Headers } from "node:http2";
import { type AddressInfo, createServer, type Socket } from "node:net";

export type Backend = { readonly port: number; close(): void };

/**
 * Something behind the proxy that answers HTTP/1.1 and HTTP/2 on one port, as the playground does, and says by headers
 * who it is and what it was told: `x-backend`, `x-spoke`, `x-told` (JSON of the request's headers).
 */
export async function openBackend(name: string): Promise<Backend> {
  const told = (spoke: string, headers: IncomingHttpHeaders | Http2Headers) => ({
    "x-backend": name,
    "x-spoke": spoke,
    "x-told": JSON.stringify(headers),
  });
  const http1 = createHttp((request, response) => {
    response.writeHead(200, told("HTTP/1.1", request.headers)).end("ok");
    request.resume();
  });
  const http2 = createHttp2().on("stream", (stream, headers) => {
    stream.on("error", () => {});
    stream.respond(
      { ":status": 200, "content-type": "application/grpc", ...told("HTTP/2", headers) },
      { waitForTrailers: true },
    );
    stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    stream.resume().end();
  });
  const sockets = new Set<Socket>();
  const front = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("readable", () => {
      const start: Buffer | null = socket.read();
      if (start === null) return;
      socket.unshift(start);
      const isHttp2 = start.toString("latin1").startsWith("PRI ");
      (isHttp2 ? http2 : http1).emit("connection", socket);
      if (!isHttp2) socket.resume();
    });
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  return {
    port: (front.address() as AddressInfo).port,
    close() {
      front.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
