import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endStream, type FrameTap, openFrameTap } from "../conformance/frame-tap.ts";
import { openSite, type Site } from "../conformance/site.ts";
import { readProgram } from "../handlers/read-program.ts";
import { whyMissing } from "./debian.ts";

const run = promisify(execFile);
/** Debian's own, whatever else is on the path: its packages belong to it. */
const python = "/usr/bin/python3";
const plugin = "/usr/bin/grpc_python_plugin";
const reason = whyMissing({
  files: [python, plugin, "/usr/bin/protoc", "/usr/lib/python3/dist-packages/grpc/__init__.py"],
  packages: ["python3-grpcio", "protobuf-compiler", "protobuf-compiler-grpc", "python3-protobuf"],
});

type Outcomes = Readonly<Record<string, unknown>>;

describe.skipIf(reason !== undefined)(`Debian's python3-grpcio${reason ? ` (${reason})` : ""}`, () => {
  let site: Site;
  let taps: FrameTap[];
  let folder: string;
  let outcomes: Outcomes;
  let stderr: string;

  beforeAll(async () => {
    const program = join(import.meta.dirname, "greeter.txtar");
    site = await openSite(program);
    taps = await Promise.all([1, 2, 3].map(() => openFrameTap(site.port)));
    folder = mkdtempSync(join(tmpdir(), "playground-python-"));
    const proto = readProgram(program).files.find(({ path }) => path === "helloworld.proto");
    writeFileSync(join(folder, "helloworld.proto"), proto?.content ?? "");
    await run("/usr/bin/protoc", [
      `--plugin=protoc-gen-grpc_python=${plugin}`,
      `--proto_path=${folder}`,
      `--python_out=${folder}`,
      `--grpc_python_out=${folder}`,
      "helloworld.proto",
    ]);
    const addresses = taps.map(({ port }) => `127.0.0.1:${port}`).join(",");
    const ran = await script("calls.py", addresses);
    outcomes = JSON.parse(ran.stdout) as Outcomes;
    stderr = ran.stderr;
  }, 120_000);
  afterAll(async () => {
    for (const tap of taps ?? []) tap.close();
    await site?.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  /** Runs one of ours beside the stubs that Debian's compiler made. */
  function script(name: string, ...args: string[]) {
    return run(
      python,
      [join(import.meta.dirname, "python", name), `127.0.0.1:${site.port}`, site.id, ...args],
      { env: { ...process.env, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: "1" }, timeout: 60_000 },
    );
  }

  test("the tutorial's client greets a visitor's Greeter", async () => {
    const { stdout } = await script("greeter_client.py");
    expect(stdout).toBe("Will try to greet world ...\nGreeter client received: Hello, you!\n");
  });

  test("calls of every kind", () => {
    expect(outcomes.kinds).toEqual({
      unary: "Hello, Ada!",
      server: ["Hello, Ada!", "Bonjour, Ada!", "你好, Ada!"],
      client: "Hello, Ada and Bob!",
      bidi: ["Hello, Ada!", "Hello, Bob!"],
      empty: [],
    });
  });

  test("a strictly alternating conversation", () => {
    expect(outcomes.alternating).toEqual(["Hello, a!", "Hello, b!", "Hello, c!"]);
  });

  test("futures of one thread are under way together", () => {
    expect(outcomes.futures).toEqual(Array(3).fill("Hello, futures!"));
  });

  test("a pool of threads shares one channel, and no call waits for another", () => {
    expect(outcomes.threadPool).toEqual(Array(4).fill("Hello, threads!"));
  });

  test("text and bytes of metadata come back in headers and in trailers", () => {
    const bytes = "0001feff";
    expect(outcomes.metadata).toEqual({
      headers: { "x-text": "plain, text", "x-raw-bin": bytes },
      trailers: { "x-text-last": "plain, text", "x-raw-last-bin": bytes },
    });
  });

  test("every failure is the one that gRPC knows it by", () => {
    expect(outcomes.errors).toEqual({
      text: ["FAILED_PRECONDITION", "not yet & 尚未 100%"],
      deadline: "DEADLINE_EXCEEDED",
      cancelled: true,
      tooLargeRequest: "RESOURCE_EXHAUSTED",
      tooLargeReply: "RESOURCE_EXHAUSTED",
      unknownMethod: "UNIMPLEMENTED",
      deadPort: "UNAVAILABLE",
    });
  });

  test("gzip both ways", () => {
    expect(outcomes.gzip).toBe(1_000_008);
  });

  test("G18 the retry policy reaches the third attempt, and stops once a reply has come", () => {
    expect(outcomes.retries).toEqual({
      answer: "Hello, retried!",
      attempts: ["", "1", "2"],
      committed: "UNAVAILABLE",
      committedAttempts: [""],
    });
  });

  test("round robin goes to every address", () => {
    expect(outcomes.roundRobin).toHaveLength(24);
    const answered = taps.map(
      ({ frames }) =>
        frames.filter(({ type, flags }) => type === "HEADERS" && (flags & endStream) !== 0).length,
    );
    expect(Math.min(...answered)).toBeGreaterThan(0);
  });

  test("K1 a list of addresses as authority is refused, and harms nobody", () => {
    expect(outcomes.withoutAuthority).toEqual(["INTERNAL", expect.stringContaining("400")]);
  });

  test("G20 a client that pings too often is told so, and its call is answered all the same", () => {
    expect(outcomes.pings).toBe("Hello, pinging!");
    expect(stderr).toContain("too_many_pings");
  });
});
