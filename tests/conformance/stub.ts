import { once } from "node:events";
import { createServer as createHttp1Server } from "node:http";
import {
  createServer as createHttp2Server,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import type { AddressInfo } from "node:net";

/** A server that a test has say what no server of ours would. */
export type Stub = { readonly url: string; readonly port: number; close(): Promise<void> };

/** Answers every request over HTTP/1.1 with this status and body. */
export async function openHttp1Stub(status: number, body: string, contentType: string): Promise<Stub> {
  const server = createHttp1Server((request, response) => {
    request.resume();
    response.writeHead(status, { "content-type": contentType });
    response.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Has every stream over HTTP/2 answered by `answer`. */
export async function openHttp2Stub(answer: (stream: ServerHttp2Stream) => void): Promise<Stub> {
  const server = createHttp2Server();
  const sessions = new Set<ServerHttp2Session>();
  server.on("session", (session) => {
    sessions.add(session);
    session.on("error", () => {});
  });
  server.on("stream", (stream) => {
    stream.on("error", () => {});
    stream.resume();
    answer(stream);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async close() {
      for (const session of sessions) session.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
