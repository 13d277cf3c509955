import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Random } from "#lib/random.ts";
import { mutate, pick, pickWeighted, randomText } from "../chance.ts";

export function metadata(random: Random): Record<string, string> {
  const odd: readonly (readonly [number, Record<string, string>])[] = [
    [12, {}],
    [1, { "connect-timeout-ms": pick(random, ["-1", "abc", "99999999999", "1e3", "0", "1", " 5"]) }],
    [1, { "grpc-timeout": pick(random, ["1n", "0m", "999999999S", "1", "m", "-1S", "1 S"]) }],
    [1, { "connect-protocol-version": pick(random, ["0", "2", "one"]) }],
    [1, { "x-own-bin": pick(random, ["***", "AAA=,BBB", "=", ",,,,"]) }],
    [1, { "x-playground-attempt": pick(random, ["run/1/0", "//", `${"9".repeat(300)}/1/1`, "a/-1/x"]) }],
    [1, { "accept-encoding": pick(random, ["gzip;q=0", "br", "identity;q=0, *;q=0", "x".repeat(900)]) }],
    [1, { origin: "null", te: "trailers" }],
    [1, { "user-agent": randomText(random, 400).trim() || "x" }],
    [1, { "x-a": "y".repeat(7_000) }],
  ];
  return pickWeighted(random, odd);
}

/** Ten MiB of zeros in ten kilobytes, bytes that are no gzip, and encodings nobody knows. */
const bombs = { gzip: gzipSync(Buffer.alloc(10 << 20)), br: brotliCompressSync(Buffer.alloc(1 << 20)) };

export function compressed(random: Random, body: Buffer, header: string): [Record<string, string>, Buffer] {
  return pickWeighted<() => [Record<string, string>, Buffer]>(random, [
    [30, () => [{}, body]],
    [2, () => [{ [header]: "gzip" }, gzipSync(body)]],
    [2, () => [{ [header]: "gzip" }, mutate(random, gzipSync(body))]],
    [2, () => [{ [header]: "br" }, mutate(random, brotliCompressSync(body))]],
    [1, () => [{ [header]: pick(random, ["snappy", "GZIP", "gzip, gzip", "identity", ""]) }, body]],
    [0.1, () => [{ [header]: "gzip" }, bombs.gzip]],
    [0.1, () => [{ [header]: "br" }, bombs.br]],
  ])();
}
