import { connect } from "node:net";
import * as grpc from "@grpc/grpc-js";
import { expect, test } from "@playwright/test";
import { callApi, deploy, echoProto, echoServer } from "./api.ts";

const origin = () => `http://127.0.0.1:${process.env.E2E_PORT}`;

async function connectJson(id: string, method: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${origin()}/d/${id}/echo.v1.EchoService/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { response, json: (await response.json()) as Record<string, unknown> };
}

test("healthz and readyz answer", async () => {
  expect((await fetch(`${origin()}/healthz`)).status).toBe(200);
  const ready = await fetch(`${origin()}/readyz`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toMatchObject({ ready: true });
});

test("a deployment is created, found again and named by its content", async () => {
  const files = [
    { path: "echo.proto", content: echoProto },
    { path: "server.ts", content: echoServer },
  ];
  const first = await callApi(origin(), "DeploymentService/CreateDeployment", {
    files,
    settings: { workers: 3 },
  });
  const again = await callApi(origin(), "DeploymentService/CreateDeployment", {
    files: files.toReversed(),
    settings: { workers: 3 },
  });
  const other = await callApi(origin(), "DeploymentService/CreateDeployment", {
    files,
    settings: { workers: 4 },
  });
  expect(first.status).toBe(200);
  expect(first.json.services?.[0]?.methods.map((method) => method.name)).toEqual([
    "Say",
    "Count",
    "Sum",
    "Chat",
  ]);
  expect(again.json.id).toBe(first.json.id);
  expect(other.json.id).not.toBe(first.json.id);
  const found = await callApi(origin(), "DeploymentService/GetDeployment", { id: first.json.id });
  expect(found.json).toMatchObject({ deployment: { id: first.json.id, settings: { workers: 3 } } });
});

test("a mistake in a proto is data with UTF-16 columns", async () => {
  const proto = 'syntax = "proto3";\npackage echo.v1;\nmessage A { /* 中文注释 */ strin b = 1; }\n';
  const { status, json } = await callApi(origin(), "DeploymentService/CreateDeployment", {
    files: [
      { path: "echo.proto", content: proto },
      { path: "server.ts", content: "export default () => {};" },
    ],
  });
  expect(status).toBe(200);
  expect(json.id ?? "").toBe("");
  const [diagnostic] = json.diagnostics ?? [];
  const column = (proto.split("\n")[2] ?? "").indexOf("strin") + 1;
  expect(diagnostic).toMatchObject({ path: "echo.proto", startLine: 3, startColumn: column, endLine: 3 });
});

test("a handler file that throws while loading is data with the visitor's own line", async () => {
  const { json } = await callApi(origin(), "DeploymentService/CreateDeployment", {
    files: [
      { path: "echo.proto", content: echoProto },
      {
        path: "server.ts",
        content: 'type A = string;\n\nthrow new Error("on purpose");\nexport default () => {};',
      },
    ],
  });
  expect(json.diagnostics?.[0]).toMatchObject({ path: "server.ts", startLine: 3, source: "handler" });
});

test("Connect JSON, headers, trailers and errors with their HTTP status", async () => {
  const id = await deploy(origin());
  const said = await connectJson(id, "Say", { text: "grüß 你好" }, { "x-sent": "abc" });
  expect(said.json).toEqual({ text: "grüß 你好" });
  expect(said.response.headers.get("x-seen")).toBe("abc");
  expect(said.response.headers.get("trailer-x-late")).toBe("yes");
  const refused = await connectJson(id, "Say", { text: "refuse" });
  expect(refused.response.status).toBe(400);
  expect(refused.json).toMatchObject({ code: "failed_precondition", message: "no = & é" });
  const thrown = await connectJson(id, "Say", { text: "throw" });
  expect(thrown.response.status).toBe(500);
  expect(JSON.stringify(thrown.json)).not.toContain("private matter");
  const missing = await connectJson(id, "Nothing", {});
  expect(missing.response.status).toBe(404);
});

test("gRPC over HTTP/2 on the same port, all four kinds, by metadata", async () => {
  const id = await deploy(origin());
  const client = new grpc.Client(`127.0.0.1:${process.env.E2E_PORT}`, grpc.credentials.createInsecure());
  const metadata = new grpc.Metadata();
  metadata.set("x-deployment", id);
  const text = (value: string) =>
    Buffer.concat([Buffer.from([0x0a, Buffer.byteLength(value)]), Buffer.from(value)]);
  const number = (value: number) => Buffer.from([0x08, value]);
  const same = (buffer: Buffer) => buffer;
  const path = (method: string) => `/echo.v1.EchoService/${method}`;

  const unary = await new Promise<Buffer | undefined>((resolve, reject) =>
    client.makeUnaryRequest(path("Say"), same, same, text("hi"), metadata, (error, reply) =>
      error ? reject(error) : resolve(reply),
    ),
  );
  expect(unary).toEqual(text("hi"));

  const counted: Buffer[] = [];
  for await (const reply of client.makeServerStreamRequest(path("Count"), same, same, number(3), metadata)) {
    counted.push(reply as Buffer);
  }
  expect(counted).toEqual([number(1), number(2), number(3)]);

  const total = await new Promise<Buffer | undefined>((resolve, reject) => {
    const call = client.makeClientStreamRequest(
      path("Sum"),
      same,
      same,
      metadata,
      (error: Error | null, reply?: Buffer) => (error ? reject(error) : resolve(reply)),
    );
    for (const value of [1, 2, 3]) call.write(number(value));
    call.end();
  });
  expect(total).toEqual(number(6));

  const chat = client.makeBidiStreamRequest(path("Chat"), same, same, metadata);
  const heard: Buffer[] = [];
  chat.write(text("a"));
  for await (const reply of chat) {
    heard.push(reply as Buffer);
    if (heard.length === 1) chat.write(text("b"));
    else chat.end();
  }
  expect(heard).toEqual([text("A"), text("B")]);

  const refused = await new Promise<grpc.ServiceError | null>((resolve) =>
    client.makeUnaryRequest(path("Say"), same, same, text("refuse"), metadata, (error) => resolve(error)),
  );
  expect(refused).toMatchObject({ code: grpc.status.FAILED_PRECONDITION, details: "no = & é" });
  client.close();
});

test("gRPC-Web answers with a trailer frame", async () => {
  const id = await deploy(origin());
  const response = await fetch(`${origin()}/d/${id}/echo.v1.EchoService/Say`, {
    method: "POST",
    headers: { "content-type": "application/grpc-web+proto", "x-grpc-web": "1" },
    body: new Uint8Array([0, 0, 0, 0, 4, 0x0a, 2, 0x68, 0x69]),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  expect([...bytes.subarray(0, 9)]).toEqual([0, 0, 0, 0, 4, 0x0a, 2, 0x68, 0x69]);
  expect(bytes[9]).toBe(0x80);
  expect(bytes.subarray(14).toString()).toContain("grpc-status: 0");
});

test("the event record streams while calls happen", async () => {
  const id = await deploy(origin());
  const controller = new AbortController();
  const body = Buffer.from(JSON.stringify({ id }));
  const head = Buffer.alloc(5);
  head.writeUInt32BE(body.length, 1);
  const watch = await fetch(`${origin()}/playground.v1.DeploymentService/WatchDeployment`, {
    method: "POST",
    headers: { "content-type": "application/connect+json" },
    body: Buffer.concat([head, body]),
    signal: controller.signal,
  });
  await connectJson(id, "Say", { text: "watched" });
  let seen = "";
  const reader = watch.body?.getReader();
  while (!(seen.includes("repliedUs") && seen.includes("said watched"))) {
    const chunk = await reader?.read();
    if (chunk === undefined || chunk.done) break;
    seen += Buffer.from(chunk.value).toString("utf8");
  }
  controller.abort();
  expect(seen).toContain('"method":"echo.v1.EchoService/Say"');
  expect(seen).toContain("said watched");
});

const badInputs: readonly (readonly [string, unknown, string])[] = [
  ["a path that climbs out", [{ path: "../x.ts", content: "" }], "invalid_argument"],
  ["an absolute path", [{ path: "/etc/x.ts", content: "" }], "invalid_argument"],
  ["a NUL in a path", [{ path: "a\0.ts", content: "" }], "invalid_argument"],
  ["a prototype's name", [{ path: "__proto__", content: "" }], "invalid_argument"],
  [
    "two files of one name",
    [
      { path: "a.ts", content: "" },
      { path: "a.ts", content: "" },
    ],
    "invalid_argument",
  ],
  ["a file of another kind", [{ path: "buf.yaml", content: "" }], "invalid_argument"],
  [
    "ten thousand files",
    Array.from({ length: 10_000 }, (_, i) => ({ path: `f${i}.ts`, content: "" })),
    "invalid_argument",
  ],
];

for (const [what, files, code] of badInputs) {
  test(`${what} is refused with a reason`, async () => {
    const { status, json } = await callApi(origin(), "DeploymentService/CreateDeployment", { files });
    expect(json.code).toBe(code);
    expect(status).toBe(400);
    expect(json.details?.[0]?.type).toBe("google.rpc.ErrorInfo");
  });
}

test("bodies that are too large, broken or of the wrong type get an error, and the server lives", async () => {
  const url = `${origin()}/playground.v1.DeploymentService/CreateDeployment`;
  const post = (body: BodyInit, type: string) =>
    fetch(url, { method: "POST", headers: { "content-type": type }, body });
  expect(
    (await post("x".repeat(20 * 1024 * 1024), "application/json").catch(() => ({ status: 429 }))).status,
  ).toBe(429);
  expect((await post("{not json", "application/json")).status).toBe(400);
  expect((await post("x", "text/plain")).status).toBe(415);
  expect(
    (
      await fetch(`${origin()}/d/nobody/echo.v1.EchoService/Say`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      })
    ).status,
  ).toBe(404);
  expect((await callApi(origin(), "DeploymentService/GetDeployment", { id: "nobody" })).json.code).toBe(
    "not_found",
  );
  for (const raw of [
    "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
    "POST /d/x/y HTTP/1.0\r\n\r\n",
    "PRI * HTTP/2.0\r\n\r\nSM",
  ]) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(process.env.E2E_PORT), "127.0.0.1", () => socket.end(raw));
      socket.on("close", () => resolve());
      socket.on("error", () => resolve());
      socket.on("data", (data) => expect(data.toString()).toMatch(/^HTTP\/1\.1 400/));
      setTimeout(() => socket.destroy(), 2000).unref();
    });
  }
  expect((await fetch(`${origin()}/healthz`)).status).toBe(200);
});

test("a queue that is full refuses with RESOURCE_EXHAUSTED", async () => {
  const slow = `import type { ConnectRouter } from "@connectrpc/connect";
import { EchoService } from "./gen/echo_pb";
export default (router: ConnectRouter) =>
  router.service(EchoService, {
    async say(request) { await new Promise((r) => setTimeout(r, 300)); return { text: request.text }; },
  });
`;
  const id = await deploy(origin(), slow, { workers: 1, queueLimit: 2 });
  const replies = await Promise.all(Array.from({ length: 6 }, () => connectJson(id, "Say", { text: "x" })));
  const codes = replies.map(({ response }) => response.status).sort();
  expect(codes).toEqual([200, 200, 200, 429, 429, 429]);
});
