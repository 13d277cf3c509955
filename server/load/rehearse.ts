import { createServer as createHttp1Server } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { toBinary } from "@bufbuild/protobuf";
import { LoadTickSchema } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadPlan, LoadProtocol } from "#lib/load/load-plan.ts";
import { createRandom } from "#lib/random.ts";
import type { Agenda } from "./agenda.ts";
import { LoadMeter } from "./load-meter.ts";
import { openSender } from "./open-sender.ts";
import { runLoad } from "./run-load.ts";

const rehearsalMs = 200;
const patienceMs = 2_000;

/**
 * Fires a small load at a server within this process, and throws away what it measures. A process that has just begun runs
 * its first hundreds of calls through an interpreter: they would be measured as latencies of the target.
 */
export async function rehearse(wanted: LoadPlan, message: Uint8Array, agenda: Agenda): Promise<void> {
  const plan: LoadPlan = {
    ...wanted,
    ...{
      model: { kind: "closed", clients: 2, thinkMs: 0.2, think: "exponential" },
      shape: { kind: "constant" },
    },
    ...{ durationMs: rehearsalMs, deadlineMs: patienceMs, connections: 1 },
  };
  const stage = await openStage(plan);
  const target = { host: "127.0.0.1", port: stage.port, fingerprint: null };
  const sender = openSender(plan, message, target, "rehearsal");
  try {
    await runLoad({
      ...{ plan, agenda, sender, maxResponseBytes: Number.POSITIVE_INFINITY },
      signal: AbortSignal.timeout(patienceMs),
      meter: new LoadMeter(1_000, createRandom(1)),
      began: () => {},
      tell: (tick) => void toBinary(LoadTickSchema, tick),
      heard: () => {},
    });
  } finally {
    sender.close();
    stage.close();
  }
}

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

/** Answers everything with an empty message, on a port of its own that only this machine reaches. */
async function openStage({ protocol, httpVersion }: Pick<LoadPlan, "protocol" | "httpVersion">) {
  const answer = emptyAnswers[protocol];
  const http1 = createHttp1Server((request, response) => {
    request.resume().on("end", () => response.end(answer));
  });
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
    (httpVersion === "2" ? http2 : http1).emit("connection", socket);
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
