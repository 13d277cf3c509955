import { once } from "node:events";
import {
  connect as connectHttp2,
  Http2ServerRequest,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from "node:http2";
import { request as httpsRequest } from "node:https";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  fromSharePageHeader,
  type SharePage,
  sharePageHeader,
  toSharePageHeader,
} from "#lib/share/share-page.ts";
import { isAuthority } from "#server/gateway/authority-guard.ts";
import { namesDeployment } from "#server/gateway/find-deployment.ts";
import { createLog } from "#server/log.ts";
import { type OpenPort, openPort, type PortParts } from "./open-port.ts";
import { makeCertificate } from "./test-certificate.ts";

type Seen = {
  kind: string;
  url: string;
  headers: IncomingHttpHeaders;
  encrypted: boolean;
  remote: string | undefined;
};

let seen: Seen[] = [];
let port: OpenPort;
let logLines: string[] = [];

/** Rooms behind the port that tell what they were handed. */
function parts(over: Partial<PortParts> = {}): PortParts {
  const note = (kind: string, url = "", headers: IncomingHttpHeaders = {}, socket: object = {}) =>
    seen.push({
      kind,
      url,
      headers: { ...headers },
      encrypted: Reflect.get(socket, "encrypted") === true,
      remote: Reflect.get(socket, "remoteAddress"),
    });
  return {
    isAuthority,
    namesDeployment,
    handleCall1(request, response) {
      note("call1", request.url, request.headers);
      if (request.url?.endsWith("/throws")) throw new Error("a bug in the gateway");
      response.end("call");
    },
    handleCall2(stream, headers) {
      note("call2", headers[":path"], headers);
      stream.respond({ ":status": 200 });
      stream.end("call");
    },
    api: {
      covers: (path) => path.startsWith("/rpc/") || path.startsWith("/playground.v1."),
      handle(request, response) {
        if (!request.url?.startsWith("/rpc/") && !request.url?.startsWith("/playground.v1.")) return false;
        note("api", request.url, request.headers);
        response.end("api");
        return true;
      },
    },
    pages: {
      async handle(request, response) {
        note("page", request.url, request.headers, request.socket);
        if (request.url === "/en/throws") throw new Error("a bug in a page");
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk);
        response.end(`page ${Buffer.concat(chunks)}`);
      },
      upgrade: (_request, socket) => void socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\n"),
      close: async () => {},
    },
    readReadiness: async () => ({ ready: false, missing: ["sandbox"] }),
    readSharePage: async () => ({ kind: "unknown" }),
    sandboxDocument: '<script src="/run/abc/frame.js" data-worker="/run/abc/worker.js"></script>',
    mode: "production",
    trustProxy: 0,
    log: createLog("info", (line) => logLines.push(line)),
    tls: null,
    connections: {
      maxConnections: 1_000,
      maxConnectionsPerVisitor: 1_000,
      visitorOf: (address) => address ?? "unknown",
    },
    timing: {
      decideMs: 30_000,
      handshakeMs: 10_000,
      headersTimeoutMs: 10_000,
      requestTimeoutMs: 300_000,
      checkIntervalMs: 20,
      maxHeaderBytes: 16 * 1024,
    },
    ...over,
  };
}

const drained = () =>
  port.drain({ drainCalls: async () => {}, shutdown: new AbortController(), waitMs: 1_000 });
const reopen = async (over: Partial<PortParts>) => {
  await drained();
  port = await openPort(parts(over), { host: "127.0.0.1", port: 0 });
};
const base = () => `http://127.0.0.1:${port.address.port}`;

beforeEach(async () => {
  seen = [];
  logLines = [];
  port = await openPort(parts(), { host: "127.0.0.1", port: 0 });
});
afterEach(drained);

/** Writes the pieces one after the other and gives all that comes back until the other side ends. */
async function raw(pieces: readonly (string | Buffer)[], options: { end?: boolean } = {}): Promise<string> {
  const socket = connect({ port: port.address.port, host: "127.0.0.1", allowHalfOpen: true });
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
  });
  socket.setNoDelay(true);
  for (const piece of pieces) {
    await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  if (options.end !== false) socket.end();
  await new Promise<void>((resolve) => {
    socket.on("error", () => resolve());
    socket.on("close", () => resolve());
    socket.on("end", () => socket.end());
  });
  return text;
}

async function isAlive(): Promise<boolean> {
  return (await (await fetch(`${base()}/healthz`)).text()) === "ok";
}

function http2Call(url: string, headers: IncomingHttpHeaders, body = "", options: object = {}) {
  return new Promise<{ headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const session = connectHttp2(url, options);
    session.on("error", reject);
    const stream = session.request({ ":method": "POST", ...headers });
    let answer: IncomingHttpHeaders = {};
    let text = "";
    stream.on("response", (received) => {
      answer = received;
    });
    stream.on("data", (chunk) => {
      text += chunk;
    });
    stream.on("error", reject);
    stream.on("end", () => {
      session.close();
      resolve({ headers: answer, body: text });
    });
    if (stream.writable) stream.end(body);
  });
}

test("what is left of a request behind its answer is read to the end over HTTP/2", async () => {
  let stream: ServerHttp2Stream | undefined;
  const api: PortParts["api"] = {
    covers: (path) => path.startsWith("/rpc/"),
    handle(request, response) {
      if (!(request instanceof Http2ServerRequest)) return false;
      stream = request.stream as ServerHttp2Stream;
      const answer = async () => {
        for await (const _chunk of request) break;
        response.end("refused");
      };
      void answer();
      return true;
    },
  };
  await reopen({ api });
  const session = connectHttp2(base());
  const call = session.request({ ":method": "POST", ":path": "/rpc/playground.v1.C/R" });
  call.write(Buffer.alloc(1_000));
  await once(call, "response");
  call.resume();
  await once(call, "end");
  // More than both of Node's streams buffer.
  call.end(Buffer.alloc(200_000));
  await once(call, "close");
  session.close();
  await expect.poll(() => stream?.closed && stream.destroyed, { timeout: 20_000 }).toBe(true);
  expect(stream?.readableEnded).toBe(true);
});

test("a caller that goes away while the last listener does throws nothing", async () => {
  const gone = new Promise<void>((resolve) => {
    void reopen({
      pages: {
        // As Next and streams do: heard when Node asks for listeners, gone when it tells them.
        async handle(request) {
          const hear = () => {};
          request.on("error", hear);
          const leave = () => process.nextTick(() => request.off("error", hear));
          request.once("aborted", () => process.nextTick(leave));
          request.once("close", resolve);
          request.resume();
        },
        upgrade: () => {},
        close: async () => {},
      },
    }).then(() => {
      const socket = connect(port.address.port, "127.0.0.1");
      socket.on("error", () => {});
      socket.write("POST /en HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc", () =>
        setTimeout(() => socket.resetAndDestroy(), 50),
      );
    });
  });
  await gone;
  // Vitest fails a file in which anything was thrown that nobody caught.
  expect(await isAlive()).toBe(true);
});

describe("which room answers", () => {
  test.each([
    ["/d/abc/greet.v1.Greeter/SayHello", "call1"],
    ["/rpc/playground.v1.ClockService/ReadClock", "api"],
    ["/playground.v1.ClockService/ReadClock", "api"],
    ["/en", "page"],
    ["/_next/static/x.js", "page"],
    ["/Greeter/SayHello", "page"],
  ])("%s goes to %s", async (path, kind) => {
    await fetch(base() + path);
    expect(seen.map((entry) => [entry.kind, entry.url])).toEqual([[kind, path]]);
  });

  test.each([
    [
      "gRPC with x-deployment",
      { ":path": "/g.G/H", "content-type": "application/grpc", "x-deployment": "abc" },
      "call2",
    ],
    [
      "gRPC that names no deployment",
      { ":path": "/g.G/H", "content-type": "application/grpc+proto" },
      "call2",
    ],
    ["Connect below /d/", { ":path": "/d/abc/g.G/H", "content-type": "application/proto" }, "call2"],
    [
      "Connect with x-deployment",
      { ":path": "/g.G/H", "content-type": "application/json", "x-deployment": "a" },
      "call2",
    ],
    [
      "gRPC for our API",
      { ":path": "/playground.v1.ClockService/ReadClock", "content-type": "application/grpc" },
      "api",
    ],
    ["Connect for our API", { ":path": "/rpc/playground.v1.ClockService/ReadClock" }, "api"],
    [
      "gRPC-Web for our API",
      { ":path": "/playground.v1.C/R", "content-type": "application/grpc-web" },
      "api",
    ],
    [
      "gRPC for a visitor's service that is called as ours, by authority",
      {
        ":path": "/playground.v1.ClockService/ReadClock",
        ":authority": "abcdefghijklmnopqrstuvwxyz.localhost",
        "content-type": "application/grpc",
      },
      "call2",
    ],
    ["anything else, replayed as HTTP/1.1", { ":path": "/en/play?x=1" }, "page"],
  ])("over HTTP/2, %s", async (_name, headers, kind) => {
    const answer = await http2Call(base(), headers, "body");
    expect(answer.headers[":status"]).toBe(200);
    expect(seen.map((entry) => entry.kind)).toEqual([kind]);
    if (kind === "page") {
      expect(answer.body).toBe("page body");
      expect(seen[0]).toMatchObject({ url: "/en/play?x=1", remote: "127.0.0.1" });
    }
  });

  test("names below localhost reach visitors' handlers", async () => {
    const text = await raw([
      "GET /d/abc/g.G/H HTTP/1.1\r\nHost: s3.localhost:3000\r\nConnection: close\r\n\r\n",
    ]);
    expect(text).toContain("200 OK");
    expect(seen[0]?.headers.host).toBe("s3.localhost:3000");
  });
});

describe("telling HTTP/2 from HTTP/1.1", () => {
  const preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  const emptySettings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);

  test("a preface split over packets is still HTTP/2", async () => {
    const socket = connect(port.address.port, "127.0.0.1");
    const first = new Promise<Buffer>((resolve) => socket.once("data", resolve));
    for (const byte of preface) {
      socket.write(byte);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    socket.write(emptySettings);
    // The first frame a server sends is SETTINGS, type 4.
    expect((await first)[3]).toBe(4);
    socket.destroy();
  });

  test("a request split over packets is still HTTP/1.1", async () => {
    expect(await raw(["G", "ET /healthz HTT", "P/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"])).toContain(
      "\r\n\r\nok",
    );
  });

  test("a word that only begins like the preface is HTTP/1.1", async () => {
    expect(
      await raw(["P", "OST /rpc/x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"]),
    ).toContain("api");
    expect(await raw(["PRI * HTTP/1.1\r\n", "\r\n"])).toContain("400 Bad Request");
  });

  test("a preface that ends in the middle is refused in words", async () => {
    expect(await raw(["PRI * HT"])).toMatch(/^HTTP\/1.1 400 /);
    expect(await isAlive()).toBe(true);
  });

  test("a preface that never goes on is cut off", async () => {
    await reopen({ timing: { ...parts().timing, decideMs: 30 } });
    expect(await raw(["PRI * HTTP/2"], { end: false })).toBe("");
    expect(await raw([], { end: false })).toBe("");
    expect(await isAlive()).toBe(true);
  });
});

describe("bad requests", () => {
  test.each(["a b", "a/b", "[::1", "x:port", "ipv4:10.0.0.1:50051,10.0.0.2:50051", "\u00e4\u00ff", ""])(
    "Host %j is refused on every route and the process lives",
    async (host) => {
      for (const path of [
        "/d/abc/g.G/H",
        "/rpc/x",
        "/playground.v1.X/Y",
        "/healthz",
        "/sandbox.html",
        "/",
        "/en",
      ]) {
        const head = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
        const text = await raw([Buffer.from(head, "latin1")]);
        expect(text).toMatch(/^HTTP\/1.1 400 /);
      }
      expect(seen).toEqual([]);
      expect(await isAlive()).toBe(true);
    },
  );

  test("a missing Host is refused in the shape of a Connect error", async () => {
    for (const version of ["1.0", "1.1"]) {
      const text = await raw([`POST /rpc/x HTTP/${version}\r\nContent-Length: 0\r\n\r\n`]);
      expect(text).toMatch(/^HTTP\/1.1 400 /);
      const error = JSON.parse(text.slice(text.indexOf("\r\n\r\n") + 4));
      expect(error).toMatchObject({ code: "invalid_argument", details: [{ type: "google.rpc.ErrorInfo" }] });
      expect(reasonOf(error)).toBe("HOST_INVALID");
    }
  });

  test("an authority that is no host is refused over HTTP/2, on a call, our API and a page", async () => {
    for (const path of ["/d/abc/g.G/H", "/rpc/x", "/en"]) {
      const answer = await http2Call(base(), {
        ":path": path,
        ":authority": "ipv4:10.0.0.1:50051,10.0.0.2:50051",
        "content-type": "application/grpc",
      });
      expect(answer.headers[":status"]).toBe(400);
    }
    expect(seen).toEqual([]);
    expect(await isAlive()).toBe(true);
  });

  test("a header that never ends gets 408", async () => {
    await reopen({ timing: { ...parts().timing, headersTimeoutMs: 60 } });
    const text = await raw(["GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: "], { end: false });
    expect(text).toMatch(/^HTTP\/1.1 408 /);
    expect(reasonOf(JSON.parse(text.slice(text.indexOf("\r\n\r\n") + 4)))).toBe("REQUEST_TOO_SLOW");
  });

  test("a body that never ends gets 408 as well", async () => {
    await reopen({ timing: { ...parts().timing, headersTimeoutMs: 60, requestTimeoutMs: 80 } });
    const head = "POST /en HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc";
    // The page is reading, so the connection is cut: two answers to one request must never happen.
    expect(await raw([head], { end: false })).not.toContain("200 OK");
    expect(await isAlive()).toBe(true);
  });

  test("headers beyond the limit get 431", async () => {
    const text = await raw([`GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${"x".repeat(20_000)}\r\n\r\n`]);
    expect(text).toMatch(/^HTTP\/1.1 431 /);
    expect(text).toContain("larger than 16384 bytes (limit maxHeaderBytes)");
  });

  test.each([
    ["garbage", "\u0000\u0001\u0002 nonsense\r\n\r\n"],
    ["a TLS hello", Buffer.from("16030100c8010000c40303", "hex")],
    ["two lengths", "POST /rpc/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
    [
      "length and chunks at once",
      "POST /rpc/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["half a request, then the end", "POST /rpc/x HTTP/1.1\r\nHost: x\r\nContent-"],
  ])("%s gets 400 and the process lives", async (_name, bytes) => {
    expect(await raw([bytes])).toMatch(/^HTTP\/1.1 400 /);
    expect(await isAlive()).toBe(true);
  });

  test.each(["OPTIONS *", "GET http://[::", "GET /%", "GET /en/%ff", "GET //", "GET ftp://x/en"])(
    "the target of %s gets 400 in the shape of a Connect error, and nothing is logged",
    async (line) => {
      const text = await raw([`${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`]);
      expect(text).toMatch(/^HTTP\/1.1 400 /);
      expect(reasonOf(JSON.parse(text.slice(text.indexOf("\r\n\r\n") + 4)))).toBe("HTTP_MALFORMED");
      expect(seen).toEqual([]);
      expect(logLines).toEqual([]);
    },
  );

  test("a client that stops writing after its request is still answered by a slow page", async () => {
    let finish = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await reopen({
      pages: {
        ...parts().pages,
        async handle(_request, response) {
          await slow;
          response.end("late");
        },
      },
    });
    const socket = connect({ port: port.address.port, host: "127.0.0.1", allowHalfOpen: true });
    const answer = new Promise<string>((resolve) => {
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk;
      });
      socket.on("end", () => resolve(text));
    });
    socket.end("GET /en HTTP/1.1\r\nHost: x\r\n\r\n");
    await new Promise((resolve) => setTimeout(resolve, 50));
    finish();
    expect(await answer).toMatch(/^HTTP\/1.1 200 [\s\S]*late$/);
  });

  test.each(["/d/abc/g.G/H", "/rpc/playground.v1.C/R"])(
    "a caller of %s that closes its connection is known to be gone, though nothing is written",
    async (path) => {
      let begun = () => {};
      let gone = () => {};
      const hasBegun = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const isGone = new Promise<void>((resolve) => {
        gone = resolve;
      });
      const waits: PortParts["handleCall1"] = (_request, response) => {
        response.on("close", gone);
        begun();
      };
      await reopen({
        handleCall1: waits,
        api: {
          covers: () => true,
          handle(request, response) {
            waits(request as never, response as never);
            return true;
          },
        },
      });
      const socket = connect(port.address.port, "127.0.0.1");
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`);
      await hasBegun;
      socket.destroy();
      await isGone;
    },
  );

  test("CONNECT is no way through, in either version", async () => {
    await raw(["CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n"]);
    expect(seen).toEqual([]);
    expect(await isAlive()).toBe(true);
  });

  test("connections that vanish in the middle of anything leave the process alive", async () => {
    const beginnings = [
      "",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      "POST /rpc/x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc",
      "GET /en HTTP/1.1\r\n",
    ];
    for (const beginning of beginnings) {
      const socket = connect(port.address.port, "127.0.0.1");
      await new Promise<void>((resolve) => socket.on("connect", resolve));
      socket.write(beginning);
      await new Promise((resolve) => setTimeout(resolve, 10));
      socket.resetAndDestroy();
    }
    expect(await isAlive()).toBe(true);
  });

  test("HTTP/2 frames that make no sense end the connection, not the process", async () => {
    const nonsense = Buffer.concat([Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), Buffer.alloc(64, 0xff)]);
    await raw([nonsense]);
    expect(await isAlive()).toBe(true);
  });

  test("a bug behind the port is an internal error with an incident, never a stack", async () => {
    for (const path of ["/d/abc/throws", "/en/throws"]) {
      const response = await fetch(base() + path);
      const body = await response.text();
      expect(response.status).toBe(500);
      expect(reasonOf(JSON.parse(body))).toBe("INTERNAL_FAULT");
      expect(body).not.toContain("a bug in");
    }
    expect(logLines.map((line) => JSON.parse(line).error.message)).toEqual([
      "a bug in the gateway",
      "a bug in a page",
    ]);
  });
});

describe("what the port answers itself", () => {
  test("the page of a short link is told what is kept, and answers with its status", async () => {
    const pages: Record<string, SharePage> = {
      kept: { kind: "removed", reason: "a password 密码" },
      down: { kind: "unavailable" },
    };
    await reopen({ readSharePage: async (id) => pages[id] ?? { kind: "unknown" } });
    const statusOf = async (path: string) => (await fetch(`${base()}${path}`)).status;
    expect(await statusOf("/en/s/kept")).toBe(410);
    expect(fromSharePageHeader(seen.at(-1)?.headers[sharePageHeader] as string)).toEqual(pages.kept);
    expect(await statusOf("/zh/s/kept?lesson=x")).toBe(410);
    expect([await statusOf("/zh/s/down"), await statusOf("/en/s/other")]).toEqual([503, 404]);
    for (const path of ["/en/s", "/en/s/", "/en/s/kept/more", "/en/play/s/kept"]) {
      expect(await statusOf(path), path).toBe(200);
      expect(seen.at(-1)?.headers[sharePageHeader], path).toBeUndefined();
    }
  });

  test("no visitor tells a page what a short link keeps", async () => {
    const forged = toSharePageHeader({ kind: "removed", reason: "forged" });
    for (const path of ["/en/play", "/en/s/other"]) {
      await fetch(`${base()}${path}`, { headers: { [sharePageHeader]: forged } });
      expect(seen.at(-1)?.headers[sharePageHeader]).not.toBe(forged);
    }
  });

  test("/healthz and /readyz", async () => {
    expect(await (await fetch(`${base()}/healthz`)).text()).toBe("ok");
    const ready = await fetch(`${base()}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false, missing: ["sandbox"] }]);
    await reopen({ readReadiness: async () => ({ ready: true }) });
    expect((await fetch(`${base()}/readyz`)).status).toBe(200);
  });

  test.each([
    ["zh-CN,zh;q=0.9,en;q=0.8", "/zh"],
    ["en-GB", "/en"],
    ["fr", "/en"],
    ["", "/en"],
  ])("/ for %j redirects to %s", async (language, location) => {
    const response = await fetch(`${base()}/?from=ad`, {
      redirect: "manual",
      headers: { "accept-language": language },
    });
    expect([response.status, response.headers.get("location")]).toEqual([302, `${location}?from=ad`]);
    expect(response.headers.get("vary")).toBe("Accept-Language, Cookie");
  });

  test("pages are isolated, and Next sees the same nonce as the browser", async () => {
    const response = await fetch(`${base()}/en/play`);
    const policy = response.headers.get("content-security-policy");
    expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}';/);
    expect(policy).not.toContain("unsafe-eval");
    expect(seen[0]?.headers["content-security-policy"]).toBe(policy);
    expect(response.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(response.headers.get("cross-origin-embedder-policy")).toBe("require-corp");
    const again = await fetch(`${base()}/en/play`);
    expect(again.headers.get("content-security-policy")).not.toBe(policy);
  });

  test("a caller cannot bring its own nonce", async () => {
    await fetch(`${base()}/en`, { headers: { "content-security-policy": "script-src 'nonce-mine'" } });
    expect(seen[0]?.headers["content-security-policy"]).not.toContain("nonce-mine");
  });

  test("the sandbox document may call /d/ and nothing else", async () => {
    const response = await fetch(`${base()}/sandbox.html`);
    expect(await response.text()).toContain('data-worker="/run/abc/worker.js"');
    const origin = base();
    expect(response.headers.get("content-security-policy")).toBe(
      [
        "sandbox allow-scripts",
        "default-src 'none'",
        `script-src ${origin}/run/ 'unsafe-eval' blob:`,
        "worker-src blob:",
        `connect-src ${origin}/d/ http://*.localhost:${port.address.port}/d/`,
        "frame-ancestors 'self'",
        "base-uri 'none'",
        "form-action 'none'",
      ].join("; "),
    );
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  });

  test("Trusted Types hold on pages in production; hot reload writes scripts and cannot have them", async () => {
    const policyOf = async () => (await fetch(`${base()}/en`)).headers.get("content-security-policy");
    expect(await policyOf()).toMatch(/; require-trusted-types-for 'script'; trusted-types default drawings /);
    await reopen({ mode: "development" });
    expect(await policyOf()).not.toContain("trusted-types");
  });

  test("away from loopback it may not call names below localhost", async () => {
    const text = await raw([
      "GET /sandbox.html HTTP/1.1\r\nHost: play.example.org\r\nConnection: close\r\n\r\n",
    ]);
    expect(text).toContain("connect-src http://play.example.org/d/;");
  });

  test("x-forwarded-proto counts behind a trusted proxy only", async () => {
    const head =
      "GET /sandbox.html HTTP/1.1\r\nHost: play.example.org\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n";
    expect(await raw([head])).toContain("connect-src http://play.example.org/d/;");
    await reopen({ trustProxy: 1 });
    expect(await raw([head])).toContain("connect-src https://play.example.org/d/;");
  });

  test("scripts of the client runtime may be loaded by an opaque origin", async () => {
    const response = await fetch(`${base()}/run/abc/frame.js`);
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });

  describe("an upgrade", () => {
    const ask = (upgrade: string, path: string) =>
      raw([
        `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: ${upgrade}\r\nHTTP2-Settings: AAMAAABk\r\n\r\n`,
      ]);

    test("reaches the pages in development", async () => {
      await reopen({ mode: "development" });
      expect(await ask("websocket", "/_next/webpack-hmr")).toMatch(/^HTTP\/1.1 101 /);
    });

    test.each(["development", "production"] as const)(
      "that is not hot reload is ignored in %s",
      async (mode) => {
        await reopen({ mode });
        const answer = await ask("h2c", "/healthz");
        expect(answer).toMatch(/^HTTP\/1.1 200 /);
        expect(answer).toMatch(/\r\n\r\nok$/);
        expect(await ask("websocket", "/healthz")).toMatch(/^HTTP\/1.1 200 /);
      },
    );

    test("is ignored in production even for hot reload, and the page answers", async () => {
      expect(await ask("websocket", "/_next/webpack-hmr")).toMatch(/^HTTP\/1.1 200 /);
      expect(seen.map((entry) => entry.kind)).toEqual(["page"]);
    });
  });
});

describe("a graceful stop", () => {
  test("lets a running call finish, then tells endless streams, then is gone", async () => {
    let finishCall = () => {};
    const callDone = new Promise<void>((resolve) => {
      finishCall = resolve;
    });
    const shutdown = new AbortController();
    await reopen({
      handleCall1(_request, response) {
        callDone.then(() => response.end("finished"));
      },
    });
    const running = fetch(`${base()}/d/abc/g.G/H`).then((response) => response.text());
    const session = connectHttp2(base());
    await new Promise((resolve) => session.once("remoteSettings", resolve));
    const goaway = new Promise((resolve) => session.once("goaway", resolve));
    await new Promise((resolve) => setTimeout(resolve, 30));

    const where = base();
    const stopped = port.drain({ drainCalls: () => callDone, shutdown, waitMs: 30_000 });
    await goaway;
    await expect(fetch(`${where}/healthz`)).rejects.toThrow();
    expect(shutdown.signal.aborted).toBe(false);
    finishCall();
    expect(await running).toBe("finished");
    await stopped;
    expect(shutdown.signal.reason).toMatchObject({ rawMessage: expect.stringContaining("stopping") });
  });

  test("does not wait longer than it was told to", async () => {
    const never = new Promise<void>(() => {});
    const shutdown = new AbortController();
    await port.drain({ drainCalls: () => never, shutdown, waitMs: 20 });
    expect(shutdown.signal.aborted).toBe(true);
  });
});

describe("over TLS", () => {
  const tls = makeCertificate();
  const ca = { ca: tls.cert, servername: "localhost" };

  test("a page over HTTP/2 is replayed and still known to be encrypted", async () => {
    await reopen({ tls });
    const url = `https://127.0.0.1:${port.address.port}`;
    const answer = await http2Call(url, { ":path": "/en", ":authority": "play.example.org" }, "你好", ca);
    expect(answer.body).toBe(`page ${"你好"}`);
    expect(seen[0]).toMatchObject({ kind: "page", encrypted: true, remote: "127.0.0.1" });
    expect(seen[0]?.headers.host).toBe("play.example.org");
  });

  test("a client that ends its side after its request is still answered", async () => {
    let finish = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const handleCall1: PortParts["handleCall1"] = (request, response) => {
      request.socket.once("end", () => finish());
      void slow.then(() => response.end("late"));
    };
    await reopen({ tls, handleCall1 });
    // Node takes net's options here too; its types do not know.
    const halfOpen = { host: "127.0.0.1", port: port.address.port, allowHalfOpen: true, ...ca };
    const socket = connectTls(halfOpen);
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.end("POST /d/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
    await new Promise<void>((resolve) => socket.once("end", resolve));
    socket.destroy();
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*late/);
  });

  test("a client without ALPN gets HTTP/1.1", async () => {
    await reopen({ tls });
    const body = await new Promise<string>((resolve, reject) => {
      const request = httpsRequest(
        { host: "127.0.0.1", port: port.address.port, path: "/sandbox.html", agent: false, ...ca },
        (response) => {
          response.resume();
          resolve(String(response.headers["content-security-policy"]));
        },
      );
      request.on("error", reject);
      request.end();
    });
    expect(body).toContain(`connect-src https://127.0.0.1:${port.address.port}/d/;`);
  });

  test("a handshake that does not go on is cut off", async () => {
    await reopen({ tls, timing: { ...parts().timing, handshakeMs: 30 } });
    // The head of a handshake record, whose end never comes.
    expect(await raw([Buffer.from([0x16, 3, 1, 0, 200, 1])], { end: false })).toBe("");
  });

  test("an HTTP/2 client that ends its side while it is answered ends its connection, and not the process", async () => {
    let closed = 0;
    const much = Buffer.alloc(1 << 20);
    const handleCall2: PortParts["handleCall2"] = (stream) => {
      stream.once("close", () => {
        closed += 1;
      });
      stream.respond({ ":status": 200 });
      for (let mebibytes = 0; mebibytes < 32; mebibytes++) stream.write(much);
    };
    await reopen({ tls, handleCall2 });
    const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
    // RFC 7541: POST and http from the static table, :path "/d/x" and :authority "x" as literals.
    const block = Buffer.from("\x83\x86\x04\x04/d/x\x41\x01x", "latin1");
    const call = Buffer.concat([Buffer.from([0, 0, block.length, 1, 5, 0, 0, 0, 1]), block]);
    const options = {
      host: "127.0.0.1",
      port: port.address.port,
      allowHalfOpen: true,
      ALPNProtocols: ["h2"],
      ...ca,
    };
    for (let client = 0; client < 4; client++) {
      const socket = connectTls(options);
      socket.on("error", () => {});
      socket.resume();
      socket.end(Buffer.concat([Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), settings, call]));
    }
    await expect.poll(() => closed, { timeout: 20_000 }).toBe(4);
  });

  test("silence where HTTP/2 was agreed on is cut off", async () => {
    await reopen({ tls, timing: { ...parts().timing, decideMs: 30 } });
    const agreed = connectTls({ host: "127.0.0.1", port: port.address.port, ALPNProtocols: ["h2"], ...ca });
    await once(agreed, "secureConnect");
    agreed.resume();
    await once(agreed, "close");
    expect(agreed.bytesRead).toBe(0);
  });

  test("plain HTTP on a TLS port does not hurt", async () => {
    await reopen({ tls });
    await raw(["GET / HTTP/1.1\r\nHost: x\r\n\r\n"]);
    const answer = await http2Call(
      `https://127.0.0.1:${port.address.port}`,
      { ":path": "/healthz", ":method": "GET" },
      "",
      ca,
    );
    expect(answer.body).toBe("ok");
  });
});

function reasonOf(error: { details: { debug?: { reason?: string }; value: string }[] }): string | undefined {
  const value = Buffer.from(error.details[0]?.value ?? "", "base64").toString("latin1");
  return /[A-Z][A-Z_]{5,}/.exec(value)?.[0];
}
