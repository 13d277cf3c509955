import { connect as connectHttp2 } from "node:http2";
import { connect, type Socket } from "node:net";
import { ConnectError } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allOver, openTestGateway, type TestGateway } from "./test-gateway.ts";
import { echoService } from "./test-service.ts";

let site: TestGateway;
beforeAll(async () => {
  site = await openTestGateway({
    limits: { maxMessageBytes: 100_000 },
    routes: (router) =>
      router.service(echoService, {
        say: (request) => ({ value: `said ${request.value.length}` }),
        async collect(requests) {
          let length = 0;
          for await (const request of requests) length += request.value.length;
          return { value: String(length) };
        },
        count: () => {
          throw new ConnectError("not here", 9);
        },
      }),
  });
});
afterAll(() => site.close());

const say = "/d/echo/test.v1.EchoService/Say";

/** Sends bytes on a bare socket and reads until the server closes or `enough` has come. */
function exchange(
  bytes: string | Buffer,
  enough: (text: string) => boolean,
  then?: (socket: Socket) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: site.port, host: "127.0.0.1", allowHalfOpen: true });
    let text = "";
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (enough(text)) socket.destroy();
    });
    socket.on("end", () => socket.destroy());
    socket.on("close", () => resolve(text));
    socket.write(bytes, () => then?.(socket));
  });
}

async function isAlive(): Promise<boolean> {
  const response = await fetch(`${site.http1}${say}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '"Ada"',
  });
  return (await response.json()) === "said 3";
}

describe("a host that no URL can hold gets 400 and harms nobody", () => {
  test.each(["a b", "", "[::1", "a,b", "x:y:z", "http://x", "ex ample:80", "a/b", "user@host", "a:999999"])(
    "Host: %j",
    async (host) => {
      const head = `POST ${say} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n"Ada"`;
      expect(await exchange(head, (text) => text.includes("\r\n\r\n"))).toMatch(/^HTTP\/1\.1 400 /);
      expect(await isAlive()).toBe(true);
    },
  );

  test("HTTP/1.0 without Host", async () => {
    const head = `POST ${say} HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n"Ada"`;
    expect(await exchange(head, () => false)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await isAlive()).toBe(true);
  });

  test.each(["ipv4:10.0.0.1:1,10.0.0.2:1", "["])(":authority %j over HTTP/2", async (authority) => {
    const status = await new Promise((resolve, reject) => {
      const session = connectHttp2(site.http2);
      session.on("error", reject);
      const stream = session.request({
        ":method": "POST",
        ":path": say,
        ":authority": authority,
        "content-type": "application/json",
      });
      stream.on("response", (headers) => resolve(headers[":status"]));
      stream.on("error", reject);
      stream.on("close", () => session.close());
      stream.resume();
      stream.end('"Ada"');
    });
    expect(status).toBe(400);
    expect(await isAlive()).toBe(true);
  });
});

test("a path of invalid UTF-8 is an unknown deployment or method", async () => {
  for (const path of ["/d/\xff\xfe/a.B/C", "/d/echo/\xff.\xfe/C"]) {
    const head = Buffer.from(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n""`,
      "latin1",
    );
    expect(await exchange(head, (text) => text.includes("\r\n\r\n"))).toMatch(/^HTTP\/1\.1 40[04] /);
  }
  expect(await isAlive()).toBe(true);
});

test("a caller that half-closes after its request gets its answer", async () => {
  const head = `POST ${say} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n"Ada"`;
  const text = await exchange(
    head,
    () => false,
    (socket) => socket.end(),
  );
  expect(text).toMatch(/^HTTP\/1\.1 200 /);
  expect(text).toContain('"said 3"');
});

test("a caller that half-closes in the middle of its request is cancelled and recorded", async () => {
  const before = await site.attempts(allOver);
  const head = `POST ${say} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n"Ada`;
  await exchange(
    head,
    () => false,
    (socket) => socket.end(),
  );
  const attempts = await site.attempts((all) => all.length > before.length && allOver(all));
  expect(attempts.at(-1)).toMatchObject({ cancelled: true, code: 1 });
  expect(attempts.at(-1)?.startedUs).toBeUndefined();
});

describe("a request beyond the message limit is RESOURCE_EXHAUSTED without being buffered", () => {
  test("announced by its content-length, before a byte of it was read", async () => {
    const head = `POST ${say} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000000000\r\n\r\n`;
    const text = await exchange(head, (all) => all.includes("limit maxMessageBytes"));
    expect(text).toMatch(/^HTTP\/1\.1 429 /);
    expect(text).toContain("A request message is larger than 100000 bytes (limit maxMessageBytes).");
  });

  test("not announced, once it has grown too large", async () => {
    const chunk = `${(1_000).toString(16)}\r\n${"x".repeat(1_000)}\r\n`;
    const head = `POST ${say} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const text = await exchange(head + chunk.repeat(150), (all) => all.includes("limit maxMessageBytes"));
    expect(text).toMatch(/^HTTP\/1\.1 429 /);
  });

  test("a length prefix of 4 GiB followed by five bytes", async () => {
    const body = Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5]);
    for (const type of ["application/connect+proto", "application/grpc-web"]) {
      const method = type === "application/grpc-web" ? "Say" : "Collect";
      const head = `POST /d/echo/test.v1.EchoService/${method} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nTransfer-Encoding: chunked\r\n\r\na\r\n`;
      // Nothing ends this request: the answer comes although the caller goes on waiting.
      const bytes = Buffer.concat([Buffer.from(head), body, Buffer.from("\r\n")]);
      const text = await exchange(bytes, (all) => all.includes("maxMessageBytes"));
      expect(text).toContain("A request message is larger than 100000 bytes");
    }
    expect(await isAlive()).toBe(true);
  });
});

test("a caller that vanishes in the middle of a stream leaves nothing running", async () => {
  const head = `POST /d/echo/test.v1.EchoService/Collect HTTP/1.1\r\nHost: x\r\nContent-Type: application/connect+json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n\0\0\0\0\x01\r\n`;
  const before = await site.attempts(allOver);
  await exchange(
    head,
    () => false,
    (socket) => setTimeout(() => socket.destroy(), 50),
  );
  const attempts = await site.attempts((all) => all.length > before.length && allOver(all));
  expect(attempts.at(-1)).toMatchObject({ cancelled: true, code: 1 });
  expect(attempts.at(-1)?.endedUs).toBeGreaterThan(0);
});

test("headers of the connection, of the site and of the gateway do not reach the handler", async () => {
  await fetch(`${site.http1}${say}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      cookie: "session=1",
      "x-playground-attempt": "run/1/0",
      "x-deployment": "other",
      "x-own": "stays",
    },
    body: '"Ada"',
  });
  const names = site.sandbox.requests.at(-1)?.headers.map(([name]) => name) ?? [];
  expect(names).toContain("x-own");
  for (const hidden of ["cookie", "x-playground-attempt", "x-deployment", "connection", "content-length"]) {
    expect(names).not.toContain(hidden);
  }
});
