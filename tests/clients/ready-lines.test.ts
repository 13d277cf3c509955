import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OutsideCall } from "#lib/export/outside-call.ts";
import { outsideCalls } from "#lib/export/outside-calls.ts";
import { isReady, type ReadyTool, readyLine } from "#lib/export/ready-lines.ts";
import { DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { installDebianPackages } from "#scripts/find-chromium.ts";
import { findBufBinary } from "#server/schema/buf-binary.ts";
import { openSite, type Site } from "../conformance/site.ts";
import { readProgram } from "../handlers/read-program.ts";

/**
 * The lines that the page shows, run as they stand in a shell, in a folder with the visitor's proto file, against the
 * visitor's deployment.
 */
const program = join(import.meta.dirname, "ready-lines.txtar");
const folder = mkdtempSync(join(tmpdir(), "ready-lines-"));
const modules = join(import.meta.dirname, "../../node_modules");
let site: Site;
let calls: readonly OutsideCall[] = [];

beforeAll(async () => {
  site = await openSite(program);
  const transport = createConnectTransport({ baseUrl: site.url, httpVersion: "2" });
  const answer = await createClient(DeploymentService, transport).getDeployment({ id: site.id });
  calls = outsideCalls(answer, site.url);
  for (const { path, content } of readProgram(program).files) {
    if (!path.endsWith(".proto")) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  symlinkSync(modules, join(folder, "node_modules"));
  mkdirSync(join(folder, "grpc_tools"));
  writeFileSync(join(folder, "grpc_tools/protoc.py"), debianTools);
  mkdirSync(join(folder, "bin"));
  symlinkSync(findBufBinary(), join(folder, "bin/buf"));
}, 60_000);
afterAll(async () => {
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Ran = { readonly ok: boolean; readonly output: string };

function run(line: string, timeoutMs = 60_000, cwd = folder): Promise<Ran> {
  // Debian's Python, which has Debian's gRPC.
  const path = [join(folder, "bin"), dirname(process.execPath), "/usr/bin", process.env.PATH].join(":");
  return new Promise((resolve) => {
    execFile(
      "sh",
      ["-c", line],
      {
        cwd,
        env: {
          ...process.env,
          PATH: path,
          BUF_CACHE_DIR: folder,
          ...(goProxy !== null && { GOPROXY: goProxy }),
        },
        timeout: timeoutMs,
      },
      (error, stdout, stderr) => resolve({ ok: error === null, output: `${stdout}${stderr}` }),
    );
  });
}

function callOf(name: string): OutsideCall {
  const call = calls.find(({ method }) => method === `shop.v1.OrderDesk/${name}`);
  if (call === undefined) throw new Error(`no ${name}`);
  return call;
}

const has = (tool: string, ...args: string[]) => spawnSync(tool, args).status === 0;

const hasPython = () =>
  has("/usr/bin/python3", "-c", "import grpc, google.protobuf") &&
  ["bin/grpc_python_plugin", "include/google/protobuf/any.proto"].every((path) => existsSync(`/usr/${path}`));
const isCi = process.env.CI === "true";
if (isCi && !hasPython())
  installDebianPackages(["python3-grpcio", "protobuf-compiler", "libprotobuf-dev", "protobuf-compiler-grpc"]);

/** pip's grpcio-tools is protoc with gRPC's plugin inside; Debian has the same two as programs. */
const debianTools = `import subprocess, sys
sys.exit(subprocess.call(["protoc", "--plugin=protoc-gen-grpc_python=/usr/bin/grpc_python_plugin"] + sys.argv[1:]))
`;

const order = "Ada 1 LARGE pickUp hello";
const kinds = [
  { name: "Place", answers: [`one ${order}`] },
  { name: "Follow", answers: [`placed ${order}`, `sent ${order}`] },
  { name: "PlaceMany", answers: ["placed 2"] },
  { name: "Haggle", answers: [`offer 1 ${order}`, `offer 2 ${order}`] },
];

async function expectAnswer(
  tool: ReadyTool,
  { name, answers }: (typeof kinds)[number],
  ...how: [timeoutMs?: number, cwd?: string]
) {
  const line = readyLine(tool, callOf(name));
  const { ok, output } = await run(line, ...how);
  expect(ok, `${line}\n${output}`).toBe(true);
  for (const answer of answers) expect(output).toContain(answer);
}

test("the line for curl makes a unary call, and curl is offered for no stream", async () => {
  await expectAnswer("curl", { name: "Place", answers: [`one ${order}`] });
  expect(calls.filter((call) => isReady("curl", call)).every(({ kind }) => kind === "unary")).toBe(true);
});

describe.each(kinds)("for $name", (kind) => {
  test("the line for buf curl calls, with the schema that reflection tells", async () => {
    await expectAnswer("bufCurl", kind);
  });

  test("the line for Node calls, by Connect and the proto files", async () => {
    await expectAnswer("node", kind);
  });
});

// Not registered rather than skipped where they cannot be had, so that with CI=true nothing is skipped that no CI could
// install: grpcurl is in no Debian package, and Debian's Go and its gRPC are older than what the line's modules want.
if (has("grpcurl", "-version"))
  describe("where grpcurl is installed", () => {
    test.each(kinds)("its line calls $name, with the schema that reflection tells", async (kind) => {
      await expectAnswer("grpcurl", kind);
    });
  });

describe.runIf(isCi || hasPython())("with Debian's python3-grpcio", () => {
  test.each(kinds)("the line for Python calls $name, by stubs of the proto files", async (kind) => {
    await expectAnswer("python", kind);
  });
});

const goProxy = findGoModules();
if (goProxy !== null)
  describe("where Go is installed and has its modules, or may fetch them", () => {
    test.each(kinds)(
      "its line calls $name, with the schema that reflection tells",
      { timeout: 400_000 },
      async (kind) => {
        await expectAnswer("go", kind, 380_000, mkdtempSync(join(folder, "go-")));
      },
    );
  });

const missing = [
  ...(has("grpcurl", "-version") ? [] : ["grpcurl is not installed"]),
  ...(goProxy === null ? ["Go is not installed, or its modules are out of reach"] : []),
];
if (missing.length > 0) console.info(`not all ready lines were run: ${missing.join("; ")}`);

/** Where Go finds the modules of its line: those that it fetched before, then as it is set up. Null: nowhere. */
function findGoModules(): string | null {
  const told = spawnSync("go", ["env", "GOMODCACHE", "GOPROXY"], { encoding: "utf8" });
  if (told.status !== 0) return null;
  const [cache, configured] = told.stdout.trim().split("\n");
  const GOPROXY = `file://${cache}/cache/download,${configured}`;
  const modules = ["github.com/jhump/protoreflect@latest", "google.golang.org/grpc@latest"];
  const env = { ...process.env, GOPROXY };
  const found = spawnSync("go", ["list", "-m", ...modules], { cwd: tmpdir(), env, timeout: 30_000 });
  return found.status === 0 ? GOPROXY : null;
}
