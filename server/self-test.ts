import { setTimeout as sleep } from "node:timers/promises";
import { create } from "@bufbuild/protobuf";
import { SourceFileSchema } from "#lib/gen/playground/v1/source_pb.ts";
import { fail, ok, type Result } from "#lib/result.ts";
import type { Log } from "./log.ts";
import type { ReadinessBoard } from "./readiness.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import { type Compilers, compileDeployment } from "./services/compile-deployment.ts";

const proto = `syntax = "proto3";
package selftest.v1;
service SelfTest { rpc Ping(PingRequest) returns (PingResponse); }
message PingRequest {}
message PingResponse {}
`;

const server = `import type { ConnectRouter } from "@connectrpc/connect";
import { SelfTest } from "./gen/selftest_pb";
export default (router: ConnectRouter) => router.service(SelfTest, { ping: () => ({}) });
`;

const files = [
  create(SourceFileSchema, { path: "selftest.proto", content: proto }),
  create(SourceFileSchema, { path: "server.ts", content: server }),
];

export type SelfTestParts = {
  readonly compilers: Compilers;
  readonly sandbox: Sandbox;
  readonly board: ReadinessBoard;
  readonly log: Log;
  /** Ends the attempts, and the promise rejects with its reason. */
  readonly signal: AbortSignal;
};

/**
 * Takes a small deployment the whole way, from text to a running program, and again every ten seconds until that works.
 * Until then `compiler` or `sandbox` stands on the board.
 */
export async function untilCodeRuns({
  compilers,
  sandbox,
  board,
  log,
  signal,
}: SelfTestParts): Promise<void> {
  board.add("sandbox");
  for (;;) {
    const failed = await selfTest(compilers, sandbox, signal);
    board.remove("compiler");
    board.remove("sandbox");
    if (failed === undefined) return;
    board.add(failed.missing);
    log.error("cannot run code yet", failed);
    await sleep(againAfterMs, undefined, { signal, ref: false });
  }
}

const againAfterMs = 10_000;

/** What is missing with the reason; undefined when code can run. */
async function selfTest(
  compilers: Compilers,
  sandbox: Sandbox,
  signal: AbortSignal,
): Promise<{ readonly missing: "compiler" | "sandbox"; readonly reason: unknown } | undefined> {
  const compiled = await attempt(compileDeployment(files, compilers, signal));
  if (!compiled.ok) return { missing: "compiler", reason: compiled.problem };
  if (!compiled.value.ok)
    return { missing: "compiler", reason: compiled.value.problem.map(({ message }) => message) };
  const { program } = compiled.value.value;
  const opened = await attempt(sandbox.open(program, { log: () => {}, stopped: () => {} }, signal));
  if (!opened.ok) return { missing: "sandbox", reason: opened.problem };
  if (opened.value.ok) {
    opened.value.replica.close("idle");
    return undefined;
  }
  // Every place is taken by somebody's running code: it runs.
  const { problem } = opened.value;
  return problem.kind === "full" ? undefined : { missing: "sandbox", reason: problem };
}

async function attempt<Value>(work: Promise<Value>): Promise<Result<Value, unknown>> {
  try {
    return ok(await work);
  } catch (error) {
    return fail(error);
  }
}
