import { once } from "node:events";
import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import { connect as connectHttp2, constants, createServer as createHttp2Server } from "node:http2";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { afterEach, describe, expect, test } from "vitest";
import type { ConnectionLimits } from "./connection-places.ts";
import { createFrontDoor, type FrontDoorParts } from "./front-door.ts";
import { makeCertificate } from "./test-certificate.ts";

let door: Server;
let httpServer: HttpServer;
let open: Socket[] = [];

async function listen(over: Partial<ConnectionLimits>, tls: FrontDoorParts["tls"] = null): Promise<number> {
  httpServer = createHttpServer((_request, response) => response.end("ok"));
  door = createFrontDoor({
    httpServer,
    http2Server: createHttp2Server(),
    tls,
    decideMs: 30_000,
    handshakeMs: 10_000,
    connections: {
      maxConnections: 100,
      maxConnectionsPerVisitor: 100,
      visitorOf: (address) => address ?? "",
      ...over,
    },
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  return (door.address() as AddressInfo).port;
}

afterEach(async () => {
  for (const socket of open) socket.destroy();
  open = [];
  httpServer.close();
  await new Promise((resolve) => door.close(resolve));
});

/** A connection that stays, from one of the many addresses of the loopback network. */
async function hold(port: number, localAddress = "127.0.0.1"): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", localAddress });
  socket.on("error", () => {});
  open.push(socket);
  await ask(socket);
  return socket;
}

/** What is answered to a request, which may be the reply's beginning; empty: the connection was closed. */
async function ask(socket: Socket): Promise<string> {
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  const [chunk] = await Promise.race([once(socket, "data"), once(socket, "close")]);
  return chunk instanceof Buffer ? chunk.toString() : "";
}

async function askFrom(port: number, localAddress: string): Promise<string> {
  const socket = connect({ port, host: "127.0.0.1", localAddress });
  socket.on("error", () => {});
  open.push(socket);
  return ask(socket);
}

/** Places are given back when the server hears of the end, which is a moment later. */
async function untilServed(port: number): Promise<void> {
  while (!(await askFrom(port, "127.0.0.1")).startsWith("HTTP/1.1 200 "))
    await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("a connection too many", () => {
  test("hears so over HTTP/1.1, with limit and value and when to come back", async () => {
    const port = await listen({ maxConnectionsPerVisitor: 2 });
    await hold(port);
    await hold(port);
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    expect([answer.status, answer.headers.get("connection")]).toEqual([503, "close"]);
    const error = (await answer.json()) as { details: { type: string }[] };
    expect(error).toMatchObject({
      code: "resource_exhausted",
      message: "As many connections are open as there may be: 2 (limit maxConnectionsPerVisitor).",
    });
    expect(error.details.map(({ type }) => type)).toEqual(["google.rpc.ErrorInfo", "google.rpc.RetryInfo"]);
  });

  test("hears so over HTTP/2, in words that let its calls be made again", async () => {
    const port = await listen({ maxConnections: 1 });
    await hold(port);
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    session.on("error", () => {});
    session.request({ ":path": "/" }).on("error", () => {});
    const [code, lastStream, text] = await once(session, "goaway");
    expect([code, lastStream, String(text)]).toEqual([
      constants.NGHTTP2_ENHANCE_YOUR_CALM,
      0,
      "As many connections are open as there may be: 1 (limit maxConnections).",
    ]);
    session.destroy();
  });

  test("is closed when it says nothing", async () => {
    const port = await listen({ maxConnections: 1 });
    await hold(port);
    const silent = connect(port, "127.0.0.1");
    silent.resume();
    await once(silent, "close");
    expect(silent.bytesRead).toBe(0);
  });

  test("is let in when another one has closed", async () => {
    const port = await listen({ maxConnectionsPerVisitor: 1 });
    const first = await hold(port);
    expect(await askFrom(port, "127.0.0.1")).toMatch(/^HTTP\/1\.1 503 /);
    first.destroy();
    await untilServed(port);
  });
});

describe.runIf(process.platform === "linux")("visitors", () => {
  test("have each their own, and all together no more than there are", async () => {
    const port = await listen({ maxConnections: 3, maxConnectionsPerVisitor: 2 });
    await hold(port, "127.0.0.1");
    await hold(port, "127.0.0.1");
    expect(await askFrom(port, "127.0.0.1")).toContain("limit maxConnectionsPerVisitor");
    await hold(port, "127.0.0.2");
    expect(await askFrom(port, "127.0.0.2")).toContain("limit maxConnections)");
  });

  test("behind a proxy are not counted by its address", async () => {
    const port = await listen({ maxConnectionsPerVisitor: 1, visitorOf: () => null });
    for (let count = 0; count < 3; count++) {
      expect(await askFrom(port, "127.0.0.1")).toMatch(/^HTTP\/1\.1 200 /);
    }
  });
});

test("over TLS one too many is closed before its handshake", async () => {
  const tls = makeCertificate();
  const port = await listen({ maxConnections: 1 }, tls);
  const dial = () => {
    const socket = connectTls({ port, host: "127.0.0.1", ca: tls.cert, servername: "localhost" });
    open.push(socket);
    return socket;
  };
  const first = dial();
  await once(first, "secureConnect");
  const [error] = await once(dial(), "error");
  expect(error).toMatchObject({ code: "ECONNRESET" });
  first.destroy();
});
