import type { ConnectError } from "@connectrpc/connect";
import { encodeEnvelope } from "@connectrpc/connect/protocol";
import {
  codeToHttpStatus,
  endStreamFlag,
  endStreamToJson,
  errorToJsonBytes,
} from "@connectrpc/connect/protocol-connect";
import { setTrailerStatus } from "@connectrpc/connect/protocol-grpc";
import { trailerFlag, trailerSerialize } from "@connectrpc/connect/protocol-grpc-web";
import { Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import { encodeGrpcMessage } from "./grpc-message.ts";
import type { HeaderList } from "./headers.ts";
import type { RpcFormat } from "./rpc-format.ts";

/** A whole HTTP reply. */
export type Reply = {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Uint8Array | null;
  readonly trailers: HeaderList;
};

const encoder = new TextEncoder();

/** An error of the gateway as a whole reply, as the request's protocol says it. Null: no protocol is known. */
export function toErrorReply(
  format: RpcFormat | null,
  error: ConnectError,
  status = codeToHttpStatus(error.code),
): Reply {
  if (format === null || !format.enveloped) {
    const headers: [string, string][] = [["content-type", "application/json"], ...error.metadata];
    return { status, headers, body: errorToJsonBytes(error, undefined), trailers: [] };
  }
  const headers: HeaderList = [["content-type", format.contentType]];
  return { status: 200, headers, ...toErrorEnding(format, error) };
}

/** What ends an enveloped reply with an error: a last envelope, or trailers. */
export function toErrorEnding(format: RpcFormat, error: ConnectError): Pick<Reply, "body" | "trailers"> {
  switch (format.protocol) {
    case Protocol.CONNECT: {
      const json = JSON.stringify(endStreamToJson(new Headers(), error, undefined));
      return { body: encodeEnvelope(endStreamFlag, encoder.encode(json)), trailers: [] };
    }
    case Protocol.GRPC_WEB:
      return { body: encodeEnvelope(trailerFlag, trailerSerialize(toTrailers(error))), trailers: [] };
    case Protocol.GRPC:
      return { body: null, trailers: [...toTrailers(error)] };
    default:
      // Generated enums are open; parseFormat makes no other.
      throw new Error(`Unexpected protocol ${format.protocol}`);
  }
}

function toTrailers(error: ConnectError): Headers {
  const trailers = setTrailerStatus(new Headers(), error);
  trailers.set("grpc-message", encodeGrpcMessage(error.rawMessage));
  return trailers;
}

/**
 * A refusal at the level of HTTP, before any protocol: a status, which every client knows how to read, and the error
 * as the Connect protocol says it.
 */
export function toHttpReply(status: number, error: ConnectError, headers: HeaderList = []): Reply {
  const { body, headers: type } = toErrorReply(null, error);
  return { status, headers: [...type, ...headers], body, trailers: [] };
}
