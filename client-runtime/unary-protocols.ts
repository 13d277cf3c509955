import type { DescMessage, DescMethodUnary, MessageShape } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { createClientMethodSerializers, encodeEnvelope } from "@connectrpc/connect/protocol";
import * as connect from "@connectrpc/connect/protocol-connect";
import * as grpc from "@connectrpc/connect/protocol-grpc";
import * as grpcWeb from "@connectrpc/connect/protocol-grpc-web";
import type { RunSettings } from "#lib/record/run-record.ts";
import { createEnvelopeReader } from "./envelope-reader.ts";

type Codec = RunSettings["codec"];

/** A whole HTTP response. */
export type Exchange = {
  readonly status: number;
  readonly header: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
  /** HTTP trailers, which no browser shows. */
  readonly trailer?: Headers;
};

export type UnaryReply = {
  readonly message: MessageShape<DescMessage>;
  readonly header: Headers;
  readonly trailer: Headers;
};

/** How a unary call looks as bytes: the request in full, the response in full. Built from Connect's own parts. */
export type UnaryProtocol = {
  headers(codec: Codec, timeoutMs: number | undefined, own: HeadersInit | undefined): Headers;
  encode(method: DescMethodUnary, message: MessageShape<DescMessage>, codec: Codec): Uint8Array<ArrayBuffer>;
  /** Throws the `ConnectError` that the response stands for. */
  decode(method: DescMethodUnary, response: Exchange, codec: Codec): UnaryReply;
};

const connectUnary: UnaryProtocol = {
  headers: (codec, timeoutMs, own) =>
    connect.requestHeader("unary", codec === "binary", positive(timeoutMs), own, false),
  encode: (method, message, codec) =>
    createClientMethodSerializers(method, codec === "binary").serialize(message),
  decode(method, { status, header, body }, codec) {
    const [ownHeader, trailer] = connect.trailerDemux(header);
    const { isUnaryError, unaryError } = connect.validateResponse(
      "unary",
      codec === "binary",
      status,
      header,
    );
    if (isUnaryError) {
      const metadata = new Headers(ownHeader);
      for (const [name, value] of trailer) metadata.append(name, value);
      throw connect.errorFromJsonBytes(body, metadata, unaryError);
    }
    return {
      message: createClientMethodSerializers(method, codec === "binary").parse(body),
      header: ownHeader,
      trailer,
    };
  },
};

const grpcWebUnary: UnaryProtocol = {
  headers: (codec, timeoutMs, own) =>
    grpcWeb.requestHeader(codec === "binary", positive(timeoutMs), own, false),
  encode: (method, message, codec) =>
    encodeEnvelope(0, createClientMethodSerializers(method, codec === "binary").serialize(message)),
  decode(method, { status, header, body }, codec) {
    const { foundStatus, headerError } = grpcWeb.validateResponse(status, header);
    if (headerError !== undefined) throw headerError;
    const envelopes = readEnvelopes(body);
    const ending = envelopes.find(({ flags }) => flags === grpcWeb.trailerFlag);
    // An error without a message may come as headers alone (gRPC-Web: Trailers-Only).
    const trailer =
      ending === undefined ? (foundStatus ? header : undefined) : grpcWeb.trailerParse(ending.data);
    if (trailer === undefined) throw new ConnectError("missing trailer", Code.Internal);
    grpc.validateTrailer(trailer, header);
    return { message: onlyMessage(method, envelopes, codec), header, trailer };
  },
};

const grpcUnary: UnaryProtocol = {
  headers: (codec, timeoutMs, own) => grpc.requestHeader(codec === "binary", positive(timeoutMs), own),
  encode: grpcWebUnary.encode,
  decode(method, { status, header, body, trailer = new Headers() }, codec) {
    const { headerError } = grpc.validateResponse(status, header);
    if (headerError !== undefined) throw headerError;
    grpc.validateTrailer(trailer, header);
    return { message: onlyMessage(method, readEnvelopes(body), codec), header, trailer };
  },
};

export const unaryProtocols: Readonly<Record<RunSettings["protocol"], UnaryProtocol>> = {
  connect: connectUnary,
  "grpc-web": grpcWebUnary,
  grpc: grpcUnary,
};

function onlyMessage(method: DescMethodUnary, envelopes: ReturnType<typeof readEnvelopes>, codec: Codec) {
  const [reply, ...more] = envelopes.filter(({ flags }) => flags === 0);
  if (reply === undefined || more.length > 0)
    throw new ConnectError("expected one message", Code.Unimplemented);
  return createClientMethodSerializers(method, codec === "binary").parse(reply.data);
}

/** What a body of gRPC or gRPC-Web consists of: a flag and its data each. */
export function readEnvelopes(body: Uint8Array): { readonly flags: number; readonly data: Uint8Array }[] {
  const envelopes: { flags: number; data: Uint8Array }[] = [];
  let pieces: Uint8Array = new Uint8Array();
  createEnvelopeReader({
    begin: () => {
      pieces = new Uint8Array();
    },
    // The body is whole, so that data comes in one piece.
    data: (piece) => {
      pieces = piece;
    },
    end: (flags) => envelopes.push({ flags, data: pieces }),
  }).read(body);
  return envelopes;
}

/** Connect takes 0 and less for "no deadline". */
function positive(timeoutMs: number | undefined): number | undefined {
  return timeoutMs !== undefined && timeoutMs > 0 ? timeoutMs : undefined;
}
