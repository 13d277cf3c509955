import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { WireRequest } from "#server/load/wire-request.ts";
import { percentile } from "./table.ts";

const run = promisify(execFile);
/** As the load test's own process: what is compared is the instrument, not who is asked to wait. */
const niceness = 12;

/** What a load generator says of one run: answered calls, and two of their latencies. */
export type Reading = { readonly n: number; readonly p50Ms: number; readonly p99Ms: number };

export type Target = {
  readonly origin: string;
  readonly httpVersion: "1.1" | "2";
  readonly request: WireRequest;
  /** Closed loop: calls under way at any time. HTTP/1.1: each on a connection of its own; HTTP/2: all on one. */
  readonly clients: number;
  readonly seconds: number;
};

/** A load generator that is not ours. */
export type OtherGenerator = {
  readonly name: string;
  /** The Debian package that has it. */
  readonly debian: string;
  measure(target: Target): Promise<Reading>;
};

/** nghttp2's: writes down every call's latency in µs, so that its percentiles are exact and by our definition. */
export const h2load: OtherGenerator = {
  name: "h2load",
  debian: "nghttp2-client",
  measure: (target) =>
    withFiles(target, async (bodyPath, outPath) => {
      const { httpVersion, clients, seconds } = target;
      const streams = httpVersion === "1.1" ? ["--h1", "-c", `${clients}`] : ["-c", "1", "-m", `${clients}`];
      await quietly(
        ["h2load", "-t", "1", ...streams, "-D", `${seconds}`, "-d", bodyPath, "--log-file", outPath],
        [...headersOf(target, ["content-length"]), urlOf(target)],
      );
      const rows = readFileSync(outPath, "utf8").trim().split("\n");
      const answered = rows.map((row) => row.split("\t").map(Number)).filter(([, status]) => status === 200);
      if (answered.length < 0.99 * rows.length) throw new Error(`h2load: ${rows.length} calls failed`);
      return toReading(answered.map(([, , us]) => (us ?? Number.NaN) / 1_000));
    }),
};

/** Apache's: HTTP/1.0 with connections that are kept. Its percentiles come as whole per cent, in ms with three decimals. */
export const ab: OtherGenerator = {
  name: "ab",
  debian: "apache2-utils",
  measure: (target) =>
    withFiles(target, async (bodyPath, outPath) => {
      const type = target.request.headers["content-type"] ?? "";
      const { stdout } = await quietly(
        ["ab", "-q", "-k", "-l", "-c", `${target.clients}`, "-t", `${target.seconds}`, "-n", "1000000"],
        [
          "-p",
          bodyPath,
          "-T",
          type,
          "-e",
          outPath,
          ...headersOf(target, ["content-length", "content-type", "te"]),
          urlOf(target),
        ],
      );
      const told = (name: string) => Number(new RegExp(`^${name}: +(\\d+)`, "m").exec(stdout)?.[1] ?? 0);
      if (told("Non-2xx responses") + told("Failed requests") > 0) throw new Error(`ab: calls failed`);
      const served = new Map(
        readFileSync(outPath, "utf8")
          .split("\n")
          .map((line) => line.split(",").map(Number))
          .map(([share, ms]) => [share ?? Number.NaN, ms ?? Number.NaN] as const),
      );
      const at = (share: number) => served.get(share) ?? Number.NaN;
      return { n: told("Complete requests"), p50Ms: at(50), p99Ms: at(99) };
    }),
};

/** Nearest rank over single calls. */
function toReading(latenciesMs: readonly number[]): Reading {
  return {
    n: latenciesMs.length,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
  };
}

export async function isInstalled({ name }: OtherGenerator): Promise<boolean> {
  return run("which", [name]).then(
    () => true,
    () => false,
  );
}

function urlOf({ origin, request }: Target): string {
  return `${origin}${request.path}`;
}

/** The same headers as our own calls, but for those that the tool writes itself. */
function headersOf({ request }: Target, own: readonly string[]): readonly string[] {
  return Object.entries({ ...request.headers, "x-playground-attempt": "other/1/0" })
    .filter(([name]) => !own.includes(name))
    .flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
}

function quietly(command: readonly string[], rest: readonly string[]) {
  return run("nice", ["-n", `${niceness}`, ...command, ...rest], { maxBuffer: 16 * 1024 * 1024 });
}

async function withFiles<T>(
  { request }: Target,
  use: (bodyPath: string, outPath: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "rpc-playground-other-"));
  try {
    const bodyPath = join(folder, "body");
    writeFileSync(bodyPath, request.body);
    return await use(bodyPath, join(folder, "out"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
