import type { Random } from "#lib/random.ts";
import { chance } from "../chance.ts";
import type { BytesShot, SessionShot, Target } from "../shot.ts";
import { makeRpcRequest, type RpcRequest } from "./rpc-requests.ts";

const requestsPerConnection = 20;

/** Sound HTTP/1.1, one request behind the other without waiting; every one must be answered in its turn. */
export function pipelinedRequests(random: Random, target: Target): BytesShot {
  const requests = many(() => makeRpcRequest(random, target, false));
  return {
    kind: "bytes",
    speaks: "http1",
    note: "pipelined RPC requests",
    cases: requests.length,
    steps: [{ bytes: Buffer.concat(requests.map((request) => encode(request, chance(random, 0.3)))) }],
    ending: "half-close",
    mustAnswer: requests.length,
    mayBreakOff: false,
  };
}

/** Sound HTTP/2, all at once. */
export function concurrentRequests(random: Random, target: Target): SessionShot {
  const requests = many(() => makeRpcRequest(random, target, true));
  return {
    kind: "session",
    note: "concurrent RPC requests",
    cases: requests.length,
    requests: requests.map(({ verb, path, headers, body }) => ({
      headers: { ":method": verb, ":path": path, ...headers },
      body,
    })),
  };
}

function many(make: () => RpcRequest): readonly RpcRequest[] {
  return Array.from({ length: requestsPerConnection }, make);
}

function encode({ verb, path, headers, body }: RpcRequest, inChunks: boolean): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const framing = inChunks ? "transfer-encoding: chunked" : `content-length: ${body.length}`;
  const hasBody = verb !== "GET";
  const head = [`${verb} ${path} HTTP/1.1`, "host: fuzz", ...lines, ...(hasBody ? [framing] : [])];
  const content = !hasBody ? Buffer.alloc(0) : inChunks ? chunked(body) : body;
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`, "latin1"), content]);
}

export function chunked(body: Buffer): Buffer {
  const last = Buffer.from("0\r\n\r\n");
  if (body.length === 0) return last;
  return Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n"), last]);
}
