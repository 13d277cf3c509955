import { createServer as createHttp2Server } from "node:http2";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { LoadPlan, LoadProtocol } from "#lib/load/load-plan.ts";

export type RehearsalStage = {
  readonly port: number;
  close(): void;
};

/** An empty message as each protocol answers it: bare, or in an envelope, with gRPC-Web's trailers behind it. */
const emptyAnswers = {
  connect: Buffer.alloc(0),
  grpc: Buffer.alloc(5),
  "grpc-web": Buffer.concat([
    Buffer.alloc(5),
    Buffer.from([0x80, 0, 0, 0, 16]),
    Buffer.from("grpc-status: 0\r\n"),
  ]),
} as const satisfies Record<LoadProtocol, Buffer>;

/**
 * Answers everything at once with an empty message, on a port of its own that only this machine reaches. It does as little as
 * it can: what a call to it takes is the caller's.
 */
export async function openStage({
  protocol,
  httpVersion,
}: Pick<LoadPlan, "protocol" | "httpVersion">): Promise<RehearsalStage> {
  const answer = emptyAnswers[protocol];
  const http2 = createHttp2Server();
  http2.on("stream", (stream) => {
    stream.respond({ ":status": 200 }, { waitForTrailers: true });
    stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    stream.resume().on("end", () => stream.end(answer));
    stream.on("error", () => {});
  });
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    if (httpVersion === "2") http2.emit("connection", socket);
    else answerHttp1(socket, answer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const headEnd = "\r\n\r\n";
const lengthOf = /\r\ncontent-length: (\d+)/;

/** The requests are our own: each says its length, and follows the reply to the one before. */
function answerHttp1(socket: Socket, answer: Buffer): void {
  const head = `HTTP/1.1 200 OK\r\nserver-timing: q;dur=0.000, x;dur=0.000\r\ncontent-length: ${answer.length}${headEnd}`;
  const reply = Buffer.concat([Buffer.from(head), answer]);
  let request: Buffer = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    request = request.length === 0 ? chunk : Buffer.concat([request, chunk]);
    const end = request.indexOf(headEnd);
    if (end === -1) return;
    const body = Number(lengthOf.exec(request.toString("latin1", 0, end))?.[1] ?? 0);
    if (request.length < end + headEnd.length + body) return;
    request = Buffer.alloc(0);
    socket.write(reply);
  });
}
