import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { Code } from "@connectrpc/connect";
import { afterEach, expect, test } from "vitest";
import { LoadOutcome } from "#lib/gen/playground/v1/load_pb.ts";
import { Http1Sender } from "./http1-sender.ts";
import type { Reply } from "./sender.ts";

const open: (Server | TcpServer | Http1Sender)[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

async function senderTo(server: Server | TcpServer, deadlineMs = 20_000): Promise<Http1Sender> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const sender = new Http1Sender({
    target: { host: "127.0.0.1", port, fingerprint: null },
    request: { path: "/d/x/a.B/C", headers: { "content-length": "3" }, body: Buffer.from("abc") },
    ...{ protocol: "connect", deadlineMs, connections: 1, runId: "run" },
  });
  open.push(sender);
  return sender;
}

const serve = (listener: RequestListener) => senderTo(createServer(listener));

function send(sender: Http1Sender, call = 0): Promise<Reply> {
  return new Promise((resolve) => sender.send({ call, lane: 0, wantsAnswer: true }, resolve));
}

test("one connection carries call after call, each with its own name and the whole message", async () => {
  const seen: string[] = [];
  const sender = await serve((request, response) => {
    request.setEncoding("utf8").on("data", (body) => {
      seen.push(`${request.method} ${request.url} ${request.headers["x-playground-attempt"]} ${body}`);
      response.end(`answer ${seen.length}`);
    });
  });
  for (const call of [0, 1, 2]) {
    expect(await send(sender, call)).toMatchObject({
      outcome: LoadOutcome.OK,
      answer: Buffer.from(`answer ${call + 1}`),
    });
  }
  expect(seen).toEqual([0, 1, 2].map((call) => `POST /d/x/a.B/C run/${call}/0 abc`));
  expect(sender.takeOpened()).toBe(1);
  expect(sender.takeOpened()).toBe(0);
});

test("calls under way together have a connection each, which later calls take again", async () => {
  const sender = await serve((request, response) => void request.resume().on("end", () => response.end()));
  await Promise.all([send(sender, 0), send(sender, 1), send(sender, 2)]);
  expect(sender.takeOpened()).toBe(3);
  await Promise.all([send(sender, 3), send(sender, 4), send(sender, 5)]);
  expect(sender.takeOpened()).toBe(0);
});

test("whoever hears of a reply may send the next call on the same connection at once", async () => {
  const sender = await serve((request, response) => void request.resume().on("end", () => response.end()));
  const outcomes = await new Promise<LoadOutcome[]>((resolve) => {
    const all: LoadOutcome[] = [];
    const next = () =>
      sender.send({ call: all.length, lane: 0, wantsAnswer: false }, ({ outcome }) => {
        all.push(outcome);
        if (all.length < 5) next();
        else resolve(all);
      });
    next();
  });
  expect(outcomes).toEqual(Array(5).fill(LoadOutcome.OK));
  expect(sender.takeOpened()).toBe(1);
});

test("a connection that the server closes, or will close soon, is not used again", async () => {
  let keep = "timeout=1";
  const sender = await serve((request, response) => {
    response.setHeader("keep-alive", keep);
    request.resume().on("end", () => response.end());
  });
  await send(sender);
  keep = "timeout=60";
  await send(sender);
  expect(sender.takeOpened()).toBe(2);
  await send(sender);
  expect(sender.takeOpened()).toBe(0);
});

test("a reply that breaks off is an error, and the next call finds a new connection", async () => {
  let count = 0;
  const sender = await serve((request, response) => {
    count += 1;
    request.resume().on("end", () => {
      if (count > 1) return response.end("whole");
      response.writeHead(200, { "content-length": "100" });
      return response.write("part", () => response.destroy());
    });
  });
  expect(await send(sender)).toMatchObject({
    ...{ outcome: LoadOutcome.ERROR, code: Code.Unavailable, message: "ECONNRESET", responseBytes: 4 },
  });
  expect(await send(sender)).toMatchObject({ outcome: LoadOutcome.OK });
  expect(sender.takeOpened()).toBe(2);
});

test("a server that speaks something else is an error", async () => {
  const sender = await senderTo(createTcpServer((socket) => void socket.end("220 mail ready\r\n\r\n")));
  expect(await send(sender)).toMatchObject({ outcome: LoadOutcome.ERROR, message: "HTTP_STATUS_LINE" });
});

test("nobody listens: the call fails by the connection's own word", async () => {
  const server = createTcpServer();
  const sender = await senderTo(server);
  await new Promise((resolve) => server.close(resolve));
  expect(await send(sender)).toMatchObject({ outcome: LoadOutcome.ERROR, message: "ECONNREFUSED" });
});

test("a deadline and a stop give the call up, and its connection with it", async () => {
  const closed: Promise<void>[] = [];
  const silent = createTcpServer((socket) => {
    socket.on("error", () => {}).resume();
    closed.push(new Promise((resolve) => socket.once("close", () => resolve())));
  });
  const sender = await senderTo(silent, 1);
  expect(await send(sender)).toMatchObject({ outcome: LoadOutcome.TIMEOUT, code: Code.DeadlineExceeded });
  const patient = await senderTo(createTcpServer((socket) => socket.on("error", () => {}).resume()));
  const outcome = await new Promise((resolve) => {
    patient.send({ call: 0, lane: 0, wantsAnswer: false }, (reply) => resolve(reply.outcome)).abort();
  });
  expect(outcome).toBe(LoadOutcome.CANCELLED);
  await Promise.all(closed);
});
