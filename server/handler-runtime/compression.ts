import { Code, ConnectError } from "@connectrpc/connect";
import type { Compression } from "@connectrpc/connect/protocol";
import { booted } from "./host.ts";
import { mapDelete, mapGet, mapSet } from "./primordials.ts";
import { beginTurn, turnCause } from "./scope.ts";

type Codec = "gzip" | "gunzip" | "br" | "unbr";
type Job = {
  readonly done: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly fail: (error: ConnectError) => void;
  readonly max: number;
  readonly cause: number;
};

const jobs = new Map<number, Job>();
let lastJob = 0;

function run(codec: Codec, bytes: Uint8Array, max: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((done, fail) => {
    const id = ++lastJob;
    mapSet(jobs, id, { done, fail, max, cause: turnCause() });
    booted().host.compress(id, codec, bytes.slice().buffer as ArrayBuffer, max);
  });
}

/** The host's answer to a job, in a turn of its own. `problem` is zlib's error code. */
export function finishJob(id: number, bytes: ArrayBuffer | undefined, problem: string): void {
  const job = mapGet(jobs, id);
  if (job === undefined) return;
  mapDelete(jobs, id);
  beginTurn(job.cause);
  if (bytes !== undefined) job.done(new Uint8Array(bytes));
  else job.fail(toError(problem, job.max));
}

function toError(problem: string, max: number): ConnectError {
  if (problem === "ERR_BUFFER_TOO_LARGE") {
    const message = `message is larger than configured readMaxBytes ${max} after decompression`;
    return new ConnectError(message, Code.ResourceExhausted);
  }
  return new ConnectError("decompression failed", Code.InvalidArgument);
}

const create = (name: "gzip" | "br", decoder: Codec): Compression => ({
  name,
  compress: (bytes) => run(name, bytes, 1),
  decompress: (bytes, max) =>
    bytes.length === 0 ? Promise.resolve(new Uint8Array(0)) : run(decoder, bytes, max),
});

/** Node's zlib on the host's side, like connect-node has it. */
export const compressions = [create("gzip", "gunzip"), create("br", "unbr")];
