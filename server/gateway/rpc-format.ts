import { Codec, Protocol } from "#lib/gen/playground/v1/event_pb.ts";

/** Protocol and codec of a request, as its content type names them. */
export type RpcFormat = {
  readonly protocol: Protocol;
  readonly codec: Codec;
  /** Messages are prefixed by a flag byte and their length, and the status follows the last one. */
  readonly enveloped: boolean;
  /** Content type of our own answers. */
  readonly contentType: string;
};

const pattern =
  /^application\/(?:(json|proto)|connect\+(json|proto)|grpc-web(?:\+(json|proto))?|grpc(?:\+(json|proto))?)(?:; ?charset=utf-?8)?$/i;

// The common types are looked up; whatever else a caller sends is matched anew, so that nothing grows.
const known: ReadonlyMap<string, RpcFormat | null> = new Map(
  [
    "json",
    "proto",
    "connect+json",
    "connect+proto",
    "grpc-web",
    "grpc-web+json",
    "grpc-web+proto",
    "grpc",
    "grpc+json",
    "grpc+proto",
  ].map((type) => [`application/${type}`, matchFormat(`application/${type}`)] as const),
);

/** Null: a content type of no protocol served here. */
export function parseFormat(contentType: string): RpcFormat | null {
  return known.get(contentType) ?? matchFormat(contentType);
}

/** The format of a Connect GET request, whose codec is in the query. Null: no or an unknown `encoding`. */
export function parseGetFormat(query: string): RpcFormat | null {
  const encoding = new URLSearchParams(query).get("encoding");
  return encoding === "json" || encoding === "proto" ? parseFormat(`application/${encoding}`) : null;
}

function matchFormat(contentType: string): RpcFormat | null {
  const match = pattern.exec(contentType);
  if (match === null) return null;
  const [, unary, stream] = match;
  const json = /json/i.test(contentType);
  const grpcWeb = /grpc-web/i.test(contentType);
  const connect = unary !== undefined || stream !== undefined;
  return {
    protocol: connect ? Protocol.CONNECT : grpcWeb ? Protocol.GRPC_WEB : Protocol.GRPC,
    codec: json ? Codec.JSON : Codec.BINARY,
    enveloped: unary === undefined,
    contentType,
  };
}
