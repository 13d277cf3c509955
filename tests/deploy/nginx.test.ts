import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from "node:http2";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { whyMissing } from "../clients/debian.ts";
import { type Backend, openBackend } from "./proxied-backend.ts";

const reason = whyMissing({ files: ["/usr/sbin/nginx"], packages: ["nginx-light", "openssl"] });
const given = join(import.meta.dirname, "../../deploy/nginx");
const named = reason === undefined ? "deploy/nginx/nginx.conf" : `deploy/nginx/nginx.conf: ${reason}`;

describe.skipIf(reason !== undefined)(named, () => {
  const folder = mkdtempSync(join(tmpdir(), "playground-nginx-"));
  const config = join(folder, "nginx.conf");
  let backends: Backend[] = [];
  let nginx: ChildProcess | undefined;
  let session: ClientHttp2Session;

  beforeAll(async () => {
    const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
    const ask =
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost";
    execFileSync("openssl", [...ask.split(" "), "-keyout", keyFile, "-out", certFile], { stdio: "pipe" });
    backends = await Promise.all(["one", "two", "three"].map(openBackend));
    const port = await freePort();
    const changes: [string, string][] = [
      ["worker_processes auto;", "worker_processes 1; daemon off;"],
      ["pid /run/nginx.pid;", `pid ${folder}/nginx.pid;`],
      ["error_log /var/log/nginx/error.log;", `error_log ${folder}/error.log;`],
      ["listen 443 ssl http2;", `listen 127.0.0.1:${port} ssl http2;`],
      ["/etc/nginx/playground/cert.pem", certFile],
      ["/etc/nginx/playground/key.pem", keyFile],
      ["server 127.0.0.1:3000;", backends.map((one) => `server 127.0.0.1:${one.port};`).join(" ")],
      ["include deployment-key.conf;", `include ${given}/deployment-key.conf; ${temporaryPaths(folder)}`],
    ];
    let text = readFileSync(join(given, "nginx.conf"), "utf8");
    for (const [ours, theirs] of changes) {
      if (!text.includes(ours)) throw new Error(`nginx.conf has no ${ours}`);
      text = text.replaceAll(ours, theirs);
    }
    writeFileSync(config, text);
    nginx = spawn("/usr/sbin/nginx", ["-p", folder, "-c", config, "-e", `${folder}/error.log`]);
    session = await connectPatiently(`https://127.0.0.1:${port}`);
  });
  afterAll(async () => {
    session?.destroy();
    if (nginx?.exitCode === null) {
      const ended = new Promise((resolve) => nginx?.once("exit", resolve));
      nginx.kill("SIGTERM");
      await ended;
    }
    for (const backend of backends) backend.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (headers: Record<string, string>) =>
    new Promise<IncomingHttpHeaders>((resolve, reject) => {
      const stream = session.request({
        ":method": "POST",
        ":authority": "playground.example.com",
        ...headers,
      });
      stream.on("response", resolve).on("error", reject).resume().end();
    });
  const grpc = { "content-type": "application/grpc+proto", te: "trailers" };

  test("nginx finds nothing wrong with it", () => {
    const told = spawnSync(
      "/usr/sbin/nginx",
      ["-t", "-p", folder, "-c", config, "-e", `${folder}/error.log`],
      {
        encoding: "utf8",
      },
    );
    expect(told.stderr).toContain("test is successful");
    expect(told.stderr).not.toContain("[emerg]");
  });

  test("a deployment has one server, whichever way it is named and over whichever protocol", async () => {
    const used = new Set<string>();
    for (let at = 0; at < 24; at++) {
      const id = deploymentId(at);
      const answers = await Promise.all([
        ask({ ":path": `/d/${id}/greet.v1.Greeter/SayHello`, "content-type": "application/json" }),
        ask({
          ":path": `/d/${id}/greet.v1.Greeter/SayHello?encoding=json`,
          "content-type": "application/proto",
        }),
        ask({ ":path": `/d/${id}/greet.v1.Greeter/SayHello`, "content-type": "application/grpc-web+proto" }),
        ask({ ":path": "/greet.v1.Greeter/SayHello", "x-deployment": id, ...grpc }),
        ask({ ":path": "/greet.v1.Greeter/SayHello", ":authority": `${id}.playground.example.com`, ...grpc }),
      ]);
      const names = new Set(answers.map((answer) => String(answer["x-backend"])));
      expect([...names], id).toHaveLength(1);
      for (const name of names) used.add(name);
      expect(answers.map((answer) => answer["x-spoke"])).toEqual([
        ...["HTTP/1.1", "HTTP/1.1", "HTTP/1.1"],
        ...["HTTP/2", "HTTP/2"],
      ]);
    }
    expect([...used].toSorted()).toEqual(["one", "three", "two"]);
  });

  test("the path comes before the metadata, and the metadata before the host, as in the server", async () => {
    const [first, second] = [deploymentId(1), deploymentId(2)];
    const path = `/d/${first}/greet.v1.Greeter/SayHello`;
    const alone = await ask({ ":path": path });
    expect((await ask({ ":path": path, "x-deployment": second }))["x-backend"]).toBe(alone["x-backend"]);
    const host = `${second}.playground.example.com`;
    const both = await ask({
      ":path": "/greet.v1.Greeter/SayHello",
      ":authority": host,
      "x-deployment": first,
    });
    expect(both["x-backend"]).toBe(alone["x-backend"]);
  });

  test.each([
    ["a page", {}],
    ["gRPC", grpc],
  ])("the server is told who asks %s, and not what the visitor says of it", async (_, kind) => {
    const forged = { "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "http" };
    const told = JSON.parse(String((await ask({ ":path": "/en", ...kind, ...forged }))["x-told"]));
    expect(told["x-forwarded-for"]).toBe("127.0.0.1");
    expect(told["x-forwarded-proto"]).toBe("https");
    expect(told.host ?? told[":authority"]).toBe("playground.example.com");
  });
});

/** Where who is not root may write. */
function temporaryPaths(folder: string): string {
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(" ");
}

/** Looks like an id: 26 letters of base32. */
function deploymentId(at: number): string {
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  return Array.from({ length: 26 }, (_, place) => letters[(at * 7 + place * 11 + at * place) % 32]).join("");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function connectPatiently(url: string): Promise<ClientHttp2Session> {
  for (let attempt = 1; ; attempt++) {
    const session = connect(url, { rejectUnauthorized: false });
    const problem = await new Promise<Error | null>((resolve) => {
      session.once("connect", () => resolve(null)).once("error", resolve);
    });
    if (problem === null) return session;
    if (attempt === 50) throw problem;
    await delay(100);
  }
}
