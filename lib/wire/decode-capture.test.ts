import { create, createRegistry, type DescMessage, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema, StructSchema } from "@bufbuild/protobuf/wkt";
import { gzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { Codec, Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import {
  type CapturedAttempt,
  CapturedAttemptSchema,
  CapturedChunkSchema,
  Carrier,
  SeenBy,
} from "#lib/gen/playground/v1/wire_pb.ts";
import { createRandom, type Random } from "#lib/random.ts";
import type { WireMethod } from "#lib/schema/open-schema.ts";
import { decodeCapture } from "./decode-capture.ts";
import type { DecodedSide } from "./decoded.ts";
import { damaged, randomMessage } from "./test-messages.ts";
import { partitionFault } from "./test-partition.ts";
import { bytesByLayer, leavesOf } from "./wire-node.ts";

const method: WireMethod = {
  input: FileDescriptorProtoSchema,
  output: StructSchema,
  clientStreams: false,
  serverStreams: false,
  registry: createRegistry(),
};

type Piece = {
  readonly response?: boolean;
  readonly data: Uint8Array;
  readonly omitted?: number;
  readonly connection?: boolean;
};
type Facts = Partial<
  Pick<CapturedAttempt, "carrier" | "responseHeaders" | "responseTrailers" | "requestHeaders">
>;

function captured(pieces: readonly Piece[], facts: Facts = {}): CapturedAttempt {
  const chunks = pieces.map((piece) => {
    const data = new Uint8Array(piece.data);
    return create(CapturedChunkSchema, { response: false, omitted: 0, connection: false, ...piece, data });
  });
  return create(CapturedAttemptSchema, {
    ...{ carrier: Carrier.HTTP1, seenBy: SeenBy.SERVER, protocol: Protocol.CONNECT, codec: Codec.BINARY },
    ...facts,
    chunks,
  });
}

const text = (value: string) => new TextEncoder().encode(value);
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

function enveloped(payload: Uint8Array, flags = 0): Uint8Array {
  const prefix = new DataView(new ArrayBuffer(5));
  prefix.setUint8(0, flags);
  prefix.setUint32(1, payload.length);
  return joined(new Uint8Array(prefix.buffer), payload);
}

const randomBytes = (message: DescMessage, random: Random) =>
  toBinary(message, randomMessage(message, random));

/** Cuts bytes in random places. */
function cut(bytes: Uint8Array, random: Random): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const to = Math.min(bytes.length, at + random.whole(1, 40));
    pieces.push(bytes.subarray(at, to));
    at = to;
  }
  return pieces;
}

const chunked = (pieces: readonly Uint8Array[]) =>
  joined(
    ...pieces.map((piece) => joined(text(`${piece.length.toString(16)}\r\n`), piece, text("\r\n"))),
    text("0\r\n\r\n"),
  );

function frame(type: number, flags: number, stream: number, payload: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(9));
  head.setUint32(0, payload.length << 8);
  head.setUint8(3, type);
  head.setUint8(4, flags);
  head.setUint32(5, stream);
  return joined(new Uint8Array(head.buffer), payload);
}

const sides = (attempt: CapturedAttempt): readonly DecodedSide[] => {
  const { request, response } = decodeCapture(attempt, method);
  return [request, response];
};

function expectPartition(attempt: CapturedAttempt): void {
  for (const side of sides(attempt)) {
    expect(partitionFault(side.root, 0, side.bytes.length)).toBeUndefined();
    const sum = Object.values(side.byLayer).reduce((all, bytes) => all + bytes, 0);
    expect(sum).toBe(side.bytes.length);
  }
  const bytes = attempt.chunks.reduce((all, { data }) => all + data.length, 0);
  expect(sides(attempt).reduce((all, side) => all + side.bytes.length, 0)).toBe(bytes);
}

/** gRPC-Web over HTTP/1.1 with a reply in random chunks. */
function webCall(random: Random): { readonly request: Uint8Array; readonly response: Uint8Array } {
  const asked = enveloped(randomBytes(FileDescriptorProtoSchema, random));
  const head = `POST /d/x/S/M HTTP/1.1\r\ncontent-type: application/grpc-web+proto\r\ncontent-length: ${asked.length}\r\n\r\n`;
  const replies = Array.from({ length: random.whole(0, 3) }, () =>
    enveloped(randomBytes(StructSchema, random)),
  );
  const body = joined(...replies, enveloped(text("grpc-status: 0\r\nx-last: 1\r\n"), 0x80));
  const answer = `HTTP/1.1 200 OK\r\nContent-Type: application/grpc-web+proto\r\ntransfer-encoding: chunked\r\n\r\n`;
  return { request: joined(text(head), asked), response: joined(text(answer), chunked(cut(body, random))) };
}

/** gRPC over HTTP/2: headers, data in random frames (some padded), trailers; frames of the connection between them. */
function grpcFrames(random: Random): Piece[] {
  const asked = enveloped(randomBytes(FileDescriptorProtoSchema, random));
  const reply = enveloped(randomBytes(StructSchema, random));
  const padded = (bytes: Uint8Array) => {
    const padding = random.whole(0, 9);
    return joined(Uint8Array.of(padding), bytes, new Uint8Array(padding));
  };
  const data = (bytes: Uint8Array) =>
    cut(bytes, random).map((piece) =>
      random.next() < 0.3 ? frame(0, 8, 1, padded(piece)) : frame(0, 0, 1, piece),
    );
  return [
    { data: joined(text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")), connection: true },
    { data: frame(4, 0, 0, Uint8Array.of(0, 3, 0, 0, 0, 9)), connection: true },
    { data: frame(1, 4, 1, text("block")) },
    ...data(asked).map((bytes) => ({ data: bytes })),
    { data: frame(8, 0, 0, Uint8Array.of(0, 0, 1, 0)), connection: true, response: true },
    { data: frame(1, 4, 1, text("head")), response: true },
    ...data(reply).map((bytes) => ({ data: bytes, response: true })),
    { data: frame(1, 5, 1, text("trailers")), response: true },
  ];
}

const grpcHeaders = {
  carrier: Carrier.HTTP2,
  requestHeaders: [
    { $typeName: "playground.v1.HeaderField", name: ":method", value: "POST" },
    { $typeName: "playground.v1.HeaderField", name: "content-type", value: "application/grpc+proto" },
  ],
  responseHeaders: [
    { $typeName: "playground.v1.HeaderField", name: ":status", value: "200" },
    { $typeName: "playground.v1.HeaderField", name: "content-type", value: "application/grpc+proto" },
  ],
  responseTrailers: [{ $typeName: "playground.v1.HeaderField", name: "grpc-status", value: "0" }],
} satisfies Facts;

describe("the leaves of a capture add up to its bytes", () => {
  test("over HTTP/1.1, whole, cut and damaged", () => {
    const random = createRandom(21);
    for (let count = 0; count < 60; count += 1) {
      const { request, response } = webCall(random);
      const hurt = count % 3 > 0;
      const [asked, answered] = hurt
        ? [damaged(request, random), damaged(response, random)]
        : [request, response];
      expectPartition(
        captured([
          ...cut(asked, random).map((data) => ({ data })),
          ...cut(answered, random).map((data) => ({ data, response: true })),
        ]),
      );
    }
  });

  test("over HTTP/2, whole, cut and damaged", () => {
    const random = createRandom(22);
    for (let count = 0; count < 60; count += 1) {
      const frames = grpcFrames(random);
      const pieces = frames.map((piece) =>
        count % 3 === 0 || random.next() > 0.2 ? piece : { ...piece, data: damaged(piece.data, random) },
      );
      expectPartition(captured(pieces, grpcHeaders));
    }
  });

  test("of noise, whatever it is said to be", () => {
    const random = createRandom(23);
    const types = ["application/grpc-web-text", "application/connect+json", "application/proto", "text/html"];
    for (let count = 0; count < 150; count += 1) {
      const noise = Uint8Array.from({ length: random.whole(0, 80) }, () => random.whole(0, 255));
      const head = text(`HTTP/1.1 200 OK\r\ncontent-type: ${types[count % types.length]}\r\n\r\n`);
      const carrier = [Carrier.HTTP1, Carrier.HTTP2, Carrier.IN_PROCESS][count % 3] ?? Carrier.HTTP1;
      expectPartition(
        captured([{ data: noise }, { data: joined(head, noise), response: true }], { carrier }),
      );
    }
  });
});

describe("a call is told layer by layer", () => {
  test("a gRPC-Web reply whose message is cut by chunks keeps its fields, its trailers and its status", () => {
    const reply = toBinary(StructSchema, {
      $typeName: "google.protobuf.Struct",
      fields: { name: { $typeName: "google.protobuf.Value", kind: { case: "stringValue", value: "Ada" } } },
    });
    const body = joined(
      enveloped(reply),
      enveloped(text("grpc-status: 5\r\ngrpc-message: no%20guest\r\n"), 0x80),
    );
    const head = text(
      "HTTP/1.1 200 OK\r\ncontent-type: application/grpc-web\r\ntransfer-encoding: chunked\r\n\r\n",
    );
    const pieces = [body.subarray(0, 7), body.subarray(7, 15), body.subarray(15)];
    const attempt = captured([{ data: joined(head, chunked(pieces)), response: true }]);
    const { response } = decodeCapture(attempt, method);
    expect(response.status).toEqual({ code: 5, message: "no guest" });
    expect(response.trailers).toEqual([
      { name: "grpc-status", value: "5" },
      { name: "grpc-message", value: "no%20guest" },
    ]);
    expect(response.messages[0]?.runs).toHaveLength(3);
    expect(response.messages[0]?.json?.text).toBe('{\n  "name": "Ada"\n}');
    expect(bytesByLayer(response.root)).toMatchObject({
      envelope: 10,
      message: reply.length,
      trailers: "grpc-status: 5\r\ngrpc-message: no%20guest\r\n".length,
      broken: 0,
    });
  });

  test("a gRPC call shows its frames, and which are the connection's", () => {
    const attempt = captured(grpcFrames(createRandom(24)), grpcHeaders);
    const { request, response } = decodeCapture(attempt, method);
    const told = (side: DecodedSide) =>
      side.root.children.map(({ value, ofConnection }) => `${value}${ofConnection ? " *" : ""}`);
    expect(told(request).slice(0, 3)).toEqual(["null *", "SETTINGS *", "HEADERS"]);
    expect(told(response)[0]).toBe("WINDOW_UPDATE *");
    expect(told(response).at(-1)).toBe("HEADERS");
    expect(leavesOf(response.root).at(-1)).toMatchObject({ kind: "header-block", layer: "trailers" });
    expect(response.status).toEqual({ code: 0, message: "" });
  });

  test("a compressed message is told out of its compression, and its bytes stay as they are", () => {
    const message = toBinary(FileDescriptorProtoSchema, {
      ...create(FileDescriptorProtoSchema),
      name: "a".repeat(100),
    });
    const packed = gzipSync(message);
    const head = `POST / HTTP/1.1\r\ncontent-type: application/proto\r\ncontent-encoding: gzip\r\ncontent-length: ${packed.length}\r\n\r\n`;
    const { request } = decodeCapture(captured([{ data: joined(text(head), packed) }]), method);
    expect(leavesOf(request.root).at(-1)).toMatchObject({ kind: "compressed", value: "gzip" });
    expect(request.messages[0]).toMatchObject({ compressed: true, problem: null });
    expect(request.messages[0]?.bytes).toEqual(message);
  });

  test("a bomb of gzip is not blown up", () => {
    const bomb = gzipSync(new Uint8Array(64 * 1024 * 1024));
    const head = `POST / HTTP/1.1\r\ncontent-type: application/proto\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`;
    const { request } = decodeCapture(captured([{ data: joined(text(head), bomb) }]), method);
    expect(request.messages[0]?.problem?.code).toBe("not-compressed");
    expect(request.messages[0]?.bytes.length).toBe(bomb.length);
  });

  test("a broken message says what is wrong with it", () => {
    const head = (type: string, length: number) =>
      text(`POST / HTTP/1.1\r\ncontent-type: application/${type}\r\ncontent-length: ${length}\r\n\r\n`);
    const [binary, json] = [Uint8Array.of(0x0a, 0x7f, 0x41), text('{"name" 1}')];
    const problemOf = (bytes: Uint8Array) =>
      decodeCapture(captured([{ data: bytes }]), method).request.messages[0]?.problem?.code;
    expect(problemOf(joined(head("proto", 3), binary))).toBe("ends-early");
    expect(problemOf(joined(head("json", json.length), json))).toBe("not-json");
  });

  test("a Connect error is a status and no message", () => {
    const body = '{"code":"not_found","message":"no such guest"}';
    const head = `HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\ntrailer-x-why: list\r\ncontent-length: ${body.length}\r\n\r\n`;
    const { response } = decodeCapture(captured([{ data: text(head + body), response: true }]), method);
    expect(response.status).toEqual({ code: 5, message: "no such guest" });
    expect(response.messages).toEqual([]);
    expect(response.trailers).toEqual([{ name: "x-why", value: "list" }]);
    expect(response.byLayer.trailers).toBe(body.length + "trailer-x-why: list\r\n".length);
  });

  test("the end of a Connect stream is its status and its trailers", () => {
    const end = text('{"error":{"code":"internal"},"metadata":{"x-last":["1","2"]}}');
    const head = text("HTTP/1.1 200 OK\r\ncontent-type: application/connect+json\r\n\r\n");
    const bytes = joined(head, enveloped(text('{"a":1}')), enveloped(end, 2));
    const { response } = decodeCapture(captured([{ data: bytes, response: true }]), null);
    expect(response.status).toEqual({ code: 13, message: "" });
    expect(response.trailers).toEqual([
      { name: "x-last", value: "1" },
      { name: "x-last", value: "2" },
    ]);
    expect(response.messages).toHaveLength(1);
    expect(response.byLayer.trailers).toBe(end.length);
  });

  test("text of base64 is one run, and what it says has bytes of its own", () => {
    const frames = joined(enveloped(new Uint8Array(0)), enveloped(text("grpc-status:0\r\n"), 0x80));
    const body = Buffer.from(frames).toString("base64");
    const head = `HTTP/1.1 200 OK\r\ncontent-type: application/grpc-web-text+proto\r\ncontent-length: ${body.length}\r\n\r\n`;
    const { response } = decodeCapture(captured([{ data: text(head + body), response: true }]), method);
    expect(leavesOf(response.root).at(-1)?.kind).toBe("base64");
    expect(response.status).toEqual({ code: 0, message: "" });
    expect(response.messages[0]?.runs).toEqual([{ from: head.length, to: head.length + body.length }]);
  });

  test("a capture that stopped says so, in HTTP/1.1 and in a frame", () => {
    const head = text("POST / HTTP/1.1\r\ncontent-type: application/proto\r\ncontent-length: 500\r\n\r\n");
    const stopped = captured([{ data: joined(head, Uint8Array.of(0x0a)), omitted: 499 }]);
    const ofFrame = captured(
      [{ data: frame(0, 1, 1, new Uint8Array(40)).subarray(0, 20), omitted: 29 }],
      grpcHeaders,
    );
    for (const attempt of [stopped, ofFrame]) {
      const codes = new Set<string>();
      const visit = ({ problem, children }: DecodedSide["root"]) => {
        if (problem !== null) codes.add(problem.code);
        children.forEach(visit);
      };
      const { request } = decodeCapture(attempt, method);
      visit(request.root);
      expect(codes).toContain("not-captured");
      if (attempt === stopped) expect(request.messages[0]?.problem?.code).toBe("not-captured");
      expectPartition(attempt);
    }
  });

  test("leading zeros of a chunk's size, with which the server asks whether anybody is there, are part of it", () => {
    const bytes = text("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n00a\r\n0123456789\r\n0\r\n\r\n");
    const { response } = decodeCapture(captured([{ data: bytes, response: true }]), method);
    expect(leavesOf(response.root).filter(({ kind }) => kind === "chunk-size")[0]).toMatchObject({
      value: 10,
    });
    expect(response.byLayer.broken).toBe(0);
  });
});
