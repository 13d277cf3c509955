import { type DescMessage, fromJson, type JsonValue, toBinary, toJson } from "@bufbuild/protobuf";
import { Transport } from "#lib/gen/playground/v1/wire_pb.ts";
import type { WireMethod } from "#lib/schema/open-schema.ts";
import type { OwnRequest } from "./own-connection.ts";

/** Each transport, in the order in which they are compared. */
export const transports = [
  { transport: Transport.CONNECT_JSON_HTTP1, version: "1.1" },
  { transport: Transport.CONNECT_BINARY_HTTP1, version: "1.1" },
  { transport: Transport.CONNECT_JSON_HTTP2, version: "2.0" },
  { transport: Transport.CONNECT_BINARY_HTTP2, version: "2.0" },
  { transport: Transport.CONNECT_GET, version: "1.1" },
  { transport: Transport.GRPC_WEB, version: "1.1" },
  { transport: Transport.GRPC, version: "2.0" },
] as const;

/** The message that all transports carry. */
export type SharedMessage = { readonly json: Uint8Array; readonly binary: Uint8Array };

/** Throws when the text is no JSON of the method's request. */
export function readMessage(requestJson: string, { input, registry }: WireMethod): SharedMessage {
  const value: JsonValue = JSON.parse(requestJson);
  const message = fromJson<DescMessage>(input, value, { registry });
  const json = new TextEncoder().encode(JSON.stringify(toJson(input, message, { registry })));
  return { json, binary: toBinary(input, message) };
}

/** The same call on each transport. `path`: below the deployment. */
export function toRequest(transport: Transport, path: string, message: SharedMessage): OwnRequest {
  const { json, binary } = message;
  const post = (type: string, body: Uint8Array, more: Readonly<Record<string, string>> = {}): OwnRequest => {
    return { verb: "POST", path, headers: { "content-type": type, ...more }, body };
  };
  switch (transport) {
    case Transport.CONNECT_JSON_HTTP1:
    case Transport.CONNECT_JSON_HTTP2:
      return post("application/json", json, connectVersion);
    case Transport.CONNECT_GET: {
      const text = Buffer.from(binary).toString("base64url");
      const query = `?base64=1&connect=v1&encoding=proto&message=${text}`;
      return { verb: "GET", path: `${path}${query}`, headers: {}, body: new Uint8Array(0) };
    }
    case Transport.GRPC_WEB:
      return post("application/grpc-web+proto", enveloped(binary), { "x-grpc-web": "1" });
    case Transport.GRPC:
      return post("application/grpc+proto", enveloped(binary), { te: "trailers" });
    default:
      return post("application/proto", binary, connectVersion);
  }
}

const connectVersion = { "connect-protocol-version": "1" };

function enveloped(message: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(5 + message.length);
  bytes.writeUInt32BE(message.length, 1);
  bytes.set(message, 5);
  return bytes;
}
