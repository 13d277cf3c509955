import { createServer, type Http2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { LoadOutcome } from "#lib/gen/playground/v1/load_pb.ts";
import { Http2Sender } from "./http2-sender.ts";
import type { Reply } from "./sender.ts";

const open: (Http2Server | Http2Sender)[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

async function senderTo(server: Http2Server, connections = 1): Promise<Http2Sender> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const sender = new Http2Sender({
    target: { host: "127.0.0.1", port, fingerprint: null },
    request: { path: "/d/x/a.B/C", headers: {}, body: Buffer.from("abc") },
    ...{ protocol: "connect", deadlineMs: 20_000, connections, runId: "run" },
  });
  open.unshift(sender);
  return sender;
}

function answering(): Http2Server {
  const server = createServer();
  server.on("stream", (stream) => {
    stream.on("error", () => {});
    stream.resume().on("end", () => {
      stream.respond({ ":status": 200 });
      stream.end("answer");
    });
  });
  return server;
}

function send(sender: Http2Sender, lane = 0): Promise<Reply> {
  return new Promise((resolve) => sender.send({ call: 0, lane, wantsAnswer: true }, resolve));
}

test("calls share the connections by their lanes", async () => {
  const sender = await senderTo(answering(), 2);
  const replies = await Promise.all([0, 1, 2, 3].map((lane) => send(sender, lane)));
  for (const reply of replies) {
    expect(reply).toMatchObject({ outcome: LoadOutcome.OK, answer: Buffer.from("answer") });
  }
  expect(sender.takeOpened()).toBe(2);
});

test("a sender that is closed while it connects gives its calls up, and takes nothing else down", async () => {
  const thrown: unknown[] = [];
  const hear = (error: unknown) => void thrown.push(error);
  process.on("uncaughtException", hear);
  try {
    // A socket that has just connected tells its session so in a later turn: at one of these it is in between.
    for (let turns = 0; turns < 30; turns++) {
      const sender = await senderTo(answering());
      const reply = send(sender);
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => process.nextTick(resolve));
      sender.close();
      await reply;
    }
    for (let turns = 0; turns < 30; turns++) {
      const sender = await senderTo(answering());
      const reply = send(sender);
      for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
      sender.close();
      await reply;
    }
    expect(await send(await senderTo(answering()))).toMatchObject({ outcome: LoadOutcome.OK });
  } finally {
    process.off("uncaughtException", hear);
  }
  expect(thrown).toEqual([]);
});
