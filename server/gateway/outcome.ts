import { Code } from "@connectrpc/connect";
import { codeFromHttpStatus, codeFromString } from "@connectrpc/connect/protocol-connect";
import { trailerParse } from "@connectrpc/connect/protocol-grpc-web";
import { Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import { decodeGrpcMessage } from "./grpc-message.ts";
import { findHeader, type HeaderList } from "./headers.ts";
import type { RpcFormat } from "./rpc-format.ts";

/** How an attempt went, read from the bytes and headers that were sent. Code 0: well. */
export type Outcome = { readonly code: number; readonly message: string };

export const okOutcome: Outcome = { code: 0, message: "" };

const compressedFlag = 0x01;

/** Reads a reply to a Connect unary request: HTTP status and error JSON. */
export function readUnaryOutcome(status: number, body: Uint8Array | null): Outcome {
  if (status === 200) return okOutcome;
  const error = body === null ? null : parseObject(body);
  return toOutcome(error, codeFromHttpStatus(status));
}

/** Reads the status that ends an enveloped reply: trailers (gRPC), or the last envelope's payload. */
export function readEndingOutcome(
  format: RpcFormat,
  status: number,
  trailers: HeaderList,
  ending: Uint8Array | null,
  endingFlags: number,
): Outcome {
  const fromHeaders = readGrpcStatus((name) => findHeader(trailers, name));
  if (fromHeaders !== null) return fromHeaders;
  if (status !== 200) return { code: codeFromHttpStatus(status), message: "" };
  if (ending === null || (endingFlags & compressedFlag) !== 0) {
    return { code: Code.Unknown, message: "" };
  }
  if (format.protocol === Protocol.CONNECT) {
    const end = parseObject(ending);
    return end?.error === undefined || end.error === null ? okOutcome : toOutcome(end.error, Code.Unknown);
  }
  const trailer = trailerParse(ending);
  return readGrpcStatus((name) => trailer.get(name)) ?? { code: Code.Unknown, message: "" };
}

function readGrpcStatus(read: (name: string) => string | null): Outcome | null {
  const status = read("grpc-status");
  if (status === null) return null;
  const code = /^\d{1,2}$/.test(status) ? Number(status) : Code.Unknown;
  return code === 0 ? okOutcome : { code, message: decodeGrpcMessage(read("grpc-message") ?? "") };
}

function toOutcome(error: unknown, otherwise: Code): Outcome {
  if (typeof error !== "object" || error === null) return { code: otherwise, message: "" };
  const { code, message } = error as { code?: unknown; message?: unknown };
  return {
    code: (typeof code === "string" ? codeFromString(code) : undefined) ?? otherwise,
    message: typeof message === "string" ? message : "",
  };
}

function parseObject(json: Uint8Array): { error?: unknown } | null {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString("utf8"),
    );
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}
