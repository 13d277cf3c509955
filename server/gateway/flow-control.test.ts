import { connect as connectHttp2, constants } from "node:http2";
import { connect } from "node:net";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport } from "@connectrpc/connect-node";
import { afterEach, expect, test } from "vitest";
import { allOver, openTestGateway, type TestGateway, type TestGatewayOptions } from "./test-gateway.ts";
import { echoService } from "./test-service.ts";

let site: TestGateway;
let gate = Promise.withResolvers<void>();
afterEach(async () => {
  gate.resolve();
  gate = Promise.withResolvers<void>();
  await site.close();
});

const chunkBytes = 64 * 1024;
const windowBytes = 256 * 1024;

/** `collect` reads nothing before the gate opens; `count` sends 64 kB messages for ever. */
async function open(options: Partial<TestGatewayOptions> = {}) {
  site = await openTestGateway({
    routes: (router) =>
      router.service(echoService, {
        async collect(requests) {
          await gate.promise;
          let length = 0;
          for await (const request of requests) length += request.value.length;
          return { value: String(length) };
        },
        async *count(_request, context) {
          while (!context.signal.aborted) yield { value: "x".repeat(chunkBytes) };
        },
      }),
    ...options,
  });
}

const client = () =>
  createClient(echoService, createConnectTransport({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1" }));

test("a handler that does not read stops its caller, and gets everything once it does", async () => {
  await open();
  const messages = 400;
  const sent = { count: 0 };
  async function* send() {
    for (; sent.count < messages; sent.count += 1) yield { value: "x".repeat(chunkBytes) };
  }
  const collected = client().collect(send());
  // The sender has stopped when it has not moved for a while.
  await expect
    .poll(
      async () => {
        const before = sent.count;
        await new Promise((resolve) => setTimeout(resolve, 200));
        return before > 0 && sent.count === before;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  expect(sent.count).toBeLessThan(messages);
  gate.resolve();
  expect((await collected).value).toBe(String(messages * chunkBytes));
});

test("a caller that does not read stops the handler within its window", async () => {
  await open();
  const body = Buffer.from('\0\0\0\0\x02""', "latin1");
  const head = `POST /d/echo/test.v1.EchoService/Count HTTP/1.1\r\nHost: x\r\nContent-Type: application/connect+json\r\nContent-Length: ${body.length}\r\n\r\n`;
  const socket = connect({ port: site.port, host: "127.0.0.1" });
  socket.pause();
  socket.write(Buffer.concat([Buffer.from(head), body]));
  const outgoing = async () => {
    const events = await site.events((all) => all.length > 0);
    return events.filter(({ event }) => event.case === "message" && event.value.outgoing).length;
  };
  await expect
    .poll(
      async () => {
        const before = await outgoing();
        await new Promise((resolve) => setTimeout(resolve, 200));
        return before > 0 && (await outgoing()) === before;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  expect(site.sandbox.mostUnconsumed).toBeLessThan(windowBytes + 2 * chunkBytes);
  socket.destroy();
  const [attempt] = await site.attempts(allOver);
  expect(attempt).toMatchObject({ cancelled: true });
});

test("a response of too many messages ends with the limit, after the messages", async () => {
  await open({ limits: { maxStreamMessages: 5 } });
  let received = 0;
  const receive = async () => {
    for await (const _message of client().count({ value: "" })) received += 1;
  };
  const error = await receive().then(() => null, ConnectError.from);
  expect(error?.code).toBe(Code.ResourceExhausted);
  expect(error?.rawMessage).toBe("The response is more than 5 messages (limit maxStreamMessages).");
  expect(received).toBeLessThanOrEqual(5);
  const [attempt] = await site.attempts(allOver);
  expect(attempt?.code).toBe(Code.ResourceExhausted);
});

test("a response of too many bytes ends with the limit", async () => {
  await open({ limits: { maxResponseBytes: 1_000_000 } });
  const receive = async () => {
    for await (const _message of createClient(
      echoService,
      createGrpcTransport({ baseUrl: `${site.http2}/d/echo` }),
    ).count({ value: "" }));
  };
  const error = await receive().then(() => null, ConnectError.from);
  expect(error?.rawMessage).toBe("The response is more than 1000000 bytes (limit maxResponseBytes).");
});

test("a stream reset by its caller over HTTP/2 stops the handler and is recorded", async () => {
  await open();
  const session = connectHttp2(site.http2);
  const stream = session.request({
    ":method": "POST",
    ":path": "/test.v1.EchoService/Count",
    "content-type": "application/grpc",
    "x-deployment": "echo",
  });
  stream.on("error", () => {});
  stream.end(Buffer.from([0, 0, 0, 0, 0]));
  await new Promise((resolve) => stream.once("data", resolve));
  stream.close(constants.NGHTTP2_CANCEL);
  const [attempt] = await site.attempts((all) => all.length === 1 && allOver(all));
  expect(attempt).toMatchObject({ cancelled: true, code: Code.Canceled });
  session.close();
});
