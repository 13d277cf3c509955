import { Readable, Writable } from "node:stream";
import { type DescMethod, fromBinary, fromJson, type JsonObject, toBinary, toJson } from "@bufbuild/protobuf";
import {
  type CallOptions,
  type ChannelOptions,
  Client,
  credentials,
  Metadata,
  type ServiceError,
  type StatusObject,
} from "@grpc/grpc-js";
import type { Site } from "../conformance/site.ts";

/** Everything a grpc-js caller hears of one call. Code 0: it went well. */
export type GrpcJsAnswer = {
  readonly code: number;
  readonly details: string;
  readonly replies: readonly JsonObject[];
  readonly headers: Metadata;
  readonly trailers: Metadata;
};

/** A call under way. Only what streams can pause. */
export type StartedCall = { cancel(): void; pause(): void; resume(): void };

export type GrpcJsCall = {
  readonly requests?: readonly JsonObject[];
  readonly metadata?: Readonly<Record<string, string | Buffer>>;
  readonly options?: CallOptions;
  /** Leaves `x-deployment` out. */
  readonly anonymous?: boolean;
  readonly onStart?: (call: StartedCall) => void;
  /** Hears of each reply, with the way to cancel. */
  readonly onReply?: (reply: JsonObject, cancel: () => void) => void;
};

/** A channel of grpc-js to a visitor's deployment. Messages are protobuf-es's, written in JSON. */
export type GrpcJsClient = {
  readonly channel: Client;
  call(method: string, call?: GrpcJsCall): Promise<GrpcJsAnswer>;
  close(): void;
};

export function openGrpcJs(
  site: Site,
  options: ChannelOptions = {},
  target = `127.0.0.1:${site.port}`,
  security = credentials.createInsecure(),
): GrpcJsClient {
  const channel = new Client(target, security, options);
  return {
    channel,
    call: (method, call = {}) => makeCall(channel, site, site.service.method[method], call),
    close: () => channel.close(),
  };
}

function makeCall(
  channel: Client,
  site: Site,
  method: DescMethod | undefined,
  { requests = [{}], metadata = {}, options = {}, anonymous = false, onReply, onStart }: GrpcJsCall,
): Promise<GrpcJsAnswer> {
  if (method === undefined) throw new Error("there is no such method");
  const path = site.plain(method.name);
  const write = (json: JsonObject) => Buffer.from(toBinary(method.input, fromJson(method.input, json)));
  const read = (bytes: Buffer) => toJson(method.output, fromBinary(method.output, bytes)) as JsonObject;
  const sent = new Metadata();
  if (!anonymous) sent.set("x-deployment", site.id);
  for (const [name, value] of Object.entries(metadata)) sent.add(name, value);
  const replies: JsonObject[] = [];
  const [first = {}] = requests;

  return new Promise((resolve) => {
    const end = listen(replies, resolve);
    const unary = (error: ServiceError | null, reply?: JsonObject) => {
      if (reply !== undefined) replies.push(reply);
      end.answered(error);
    };
    const open = {
      unary: () => channel.makeUnaryRequest(path, write, read, first, sent, options, unary),
      server_streaming: () => channel.makeServerStreamRequest(path, write, read, first, sent, options),
      client_streaming: () => channel.makeClientStreamRequest(path, write, read, sent, options, unary),
      bidi_streaming: () => channel.makeBidiStreamRequest(path, write, read, sent, options),
    };
    const call = open[method.methodKind]();
    onStart?.({
      cancel: () => call.cancel(),
      pause: () => void (call instanceof Readable && call.pause()),
      resume: () => void (call instanceof Readable && call.resume()),
    });
    call.on("metadata", end.headers);
    call.on("status", ({ metadata: trailers }: StatusObject) => end.trailers(trailers));
    call.on("error", (error: ServiceError) => end.answered(error));
    if (call instanceof Readable) {
      call.on("data", (reply: JsonObject) => {
        replies.push(reply);
        onReply?.(reply, () => call.cancel());
      });
      call.on("end", () => end.answered(null));
    }
    if (call instanceof Writable) {
      for (const request of requests) call.write(request);
      call.end();
    }
  });
}

/** Collects what calls tell in an order of their own: headers, the answer, the status with the trailers. */
function listen(replies: readonly JsonObject[], done: (answer: GrpcJsAnswer) => void) {
  let headers = new Metadata();
  let trailers: Metadata | null = null;
  let answer: { readonly error: ServiceError | null } | null = null;
  const settle = () => {
    if (answer === null || trailers === null) return;
    const { error } = answer;
    done({ code: error?.code ?? 0, details: error?.details ?? "", replies, headers, trailers });
  };
  return {
    headers(received: Metadata) {
      headers = received;
    },
    trailers(received: Metadata) {
      trailers = received;
      settle();
    },
    answered(error: ServiceError | null) {
      // A stream that fails also ends; the failure is the answer, whichever is told first.
      if (answer === null || error !== null) answer = { error };
      if (error === null) setImmediate(settle);
      else settle();
    },
  };
}
