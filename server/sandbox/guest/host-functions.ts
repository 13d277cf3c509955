import { randomFillSync } from "node:crypto";
import { brotliCompress, brotliDecompress, constants, gunzip, gzip } from "node:zlib";
import ivm from "isolated-vm";
import { kinds, shared } from "../protocol.ts";
import type { Output } from "./output.ts";
import type { GuestSettings } from "./settings.ts";
import type { SharedMemory } from "./shared-memory.ts";
import type { StackReader } from "./stack-reader.ts";

type Parts = {
  readonly memory: SharedMemory;
  readonly output: Output;
  readonly stacks: StackReader;
  readonly settings: GuestSettings;
  readonly nowUs: () => number;
  readonly collect: () => void;
};
/** Node's own choice, 11, takes seconds for a message of 4 MiB: whoever calls could use up the deployment's processor. */
const brotliQuality = 4;
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true } as { fatal: boolean });

/** The stack's head has the class's own name; an error that crossed from the isolate only that of a built-in one. */
function describeRejection(error: unknown, stack: string): string {
  if (!(error instanceof Error)) return String(error);
  const framesAt = stack.indexOf(
    "\n    at ",
    Math.max(0, stack.indexOf(error.message)) + error.message.length,
  );
  const head = framesAt < 0 ? stack : stack.slice(0, framesAt);
  return head === "" ? `${error.name}: ${error.message}` : head;
}

type Done = (job: number, bytes: ArrayBuffer | null, problem: string) => void;

/**
 * What the isolate may ask of Node, and nothing else: the clock, UTF-8, WHATWG URLs, zlib, random bytes, a log line.
 * Longer bytes go through the shared scratch memory; every argument comes from the visitor and is checked.
 */
export function createHostFunctions({ memory, output, stacks, settings, nowUs, collect }: Parts) {
  const { scratch } = memory;
  let compressed: Done = () => {};
  const text = (value: unknown, maxChars: number) =>
    typeof value === "string" ? value.slice(0, maxChars) : "";
  const count = (value: unknown, max: number) =>
    typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max ? value : 0;

  const log = (
    level: unknown,
    line: unknown,
    callStack: unknown,
    errorStack: unknown,
    exchange: unknown,
    dropped: unknown,
  ): void => {
    const frames = stacks.frames(text(errorStack, 16_384));
    const place = stacks.frames(text(callStack, 16_384))[0] ?? frames[0];
    output.frame(
      kinds.log,
      0,
      JSON.stringify({
        atUs: nowUs(),
        level: level === "debug" || level === "warn" || level === "error" ? level : "info",
        text: text(line, settings.logLineBytes),
        path: place?.path ?? "",
        line: place?.line ?? 0,
        exchangeId: typeof exchange === "number" && exchange > 0 ? exchange : null,
        dropped: count(dropped, Number.MAX_SAFE_INTEGER),
        frames,
      }),
    );
  };

  const codecs = {
    gzip: (bytes: Buffer, _max: number, done: (error: Error | null, result: Buffer) => void) =>
      gzip(bytes, done),
    gunzip: (bytes: Buffer, max: number, done: (error: Error | null, result: Buffer) => void) =>
      gunzip(bytes, { maxOutputLength: max }, done),
    br: (bytes: Buffer, _max: number, done: (error: Error | null, result: Buffer) => void) =>
      brotliCompress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }, done),
    unbr: (bytes: Buffer, max: number, done: (error: Error | null, result: Buffer) => void) =>
      brotliDecompress(bytes, { maxOutputLength: max }, done),
  };

  const functions = {
    now: nowUs,
    flush: collect,
    log,
    mapStack: (frames: unknown): string => stacks.text(text(frames, 16_384)),
    outOfMemory(): void {
      collect();
      const stop = { reason: "memoryLimit", limit: "memoryMb", limitValue: settings.memoryMb };
      output.frame(kinds.stopping, 0, JSON.stringify(stop));
      output.flush();
    },
    encodeUtf8: (value: unknown): number => (typeof value === "string" ? scratch.write(value) : 0),
    /** undefined: not UTF-8. A byte order mark stays. */
    decodeUtf8(length: unknown, fatal: unknown): string | undefined {
      const bytes = scratch.subarray(0, count(length, scratch.length));
      if (fatal !== true) return bytes.toString();
      try {
        // TextDecoder refuses shared memory.
        return strictDecoder.decode(Uint8Array.from(bytes));
      } catch {
        return undefined;
      }
    },
    random(length: unknown): void {
      randomFillSync(scratch, 0, count(length, scratch.length));
    },
    parseUrl: (url: unknown, base: unknown): string | undefined =>
      parseUrl(text(url, 65_536), typeof base === "string" ? base : undefined),
    changeUrl(url: unknown, part: unknown, value: unknown): string | undefined {
      const changed = URL.canParse(text(url, 65_536)) ? new URL(text(url, 65_536)) : undefined;
      if (changed === undefined || !isUrlPart(part)) return undefined;
      changed[part] = text(value, 65_536);
      return describeUrl(changed);
    },
    compress(job: unknown, codec: unknown, bytes: unknown, max: unknown): void {
      const run =
        typeof codec === "string" && Object.hasOwn(codecs, codec)
          ? codecs[codec as keyof typeof codecs]
          : undefined;
      const id = count(job, Number.MAX_SAFE_INTEGER);
      if (run === undefined || !(bytes instanceof ArrayBuffer)) return;
      run(Buffer.from(bytes), count(max, settings.maxMessageBytes) || 1, (error, result) => {
        if (error !== null) return compressed(id, null, (error as NodeJS.ErrnoException).code ?? "failed");
        // Its own buffer, since ownership moves into the isolate.
        compressed(id, Uint8Array.from(result).buffer, "");
      });
    },
  };

  return {
    forIsolate: Object.fromEntries(
      Object.entries(functions).map(([name, run]) => [
        name,
        new ivm.Callback(run as (...args: unknown[]) => unknown),
      ]),
    ),
    logUnhandled(error: unknown): void {
      const stack = error instanceof Error ? String(error.stack) : "";
      const line = `Unhandled rejection: ${describeRejection(error, stack)}`.slice(0, settings.logLineBytes);
      log("error", line, "", stack, 0, 0);
    },
    /** The isolate's last word: what it dropped in the turn that was stopped. */
    logDropped(): void {
      const { words } = memory;
      const dropped = words[shared.droppedLines] ?? 0;
      if (dropped > 0) log("warn", "", "", "", words[shared.droppedOf], dropped);
      words[shared.droppedLines] = 0;
    },
    onCompressed(done: Done): void {
      compressed = done;
    },
  };
}

const urlParts = [
  "href",
  "protocol",
  "username",
  "password",
  "host",
  "hostname",
  "port",
  "pathname",
  "search",
  "hash",
] as const;
const isUrlPart = (part: unknown): part is (typeof urlParts)[number] =>
  urlParts.includes(part as (typeof urlParts)[number]);

function parseUrl(url: string, base: string | undefined): string | undefined {
  return URL.canParse(url, base) ? describeUrl(new URL(url, base)) : undefined;
}

/** The parts in order of `urlParts`, and the origin; none of them can hold a line feed. */
function describeUrl(url: URL): string {
  return [...urlParts.map((part) => url[part]), url.origin].join("\n");
}
