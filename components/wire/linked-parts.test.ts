import { create } from "@bufbuild/protobuf";
import { gzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { Codec, Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import { CapturedAttemptSchema, Carrier } from "#lib/gen/playground/v1/wire_pb.ts";
import { decodeCapture } from "#lib/wire/decode-capture.ts";
import { leavesOf } from "#lib/wire/wire-node.ts";
import { linkParts, unpackedMessages } from "./linked-parts.ts";
import { nodeAt, pathAt } from "./node-path.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

function requestOf(contentType: string, body: Uint8Array, more = "") {
  const head = bytesOf(
    `POST /echo.v1.Echo/Say HTTP/1.1\r\ncontent-type: ${contentType}\r\ncontent-length: ${body.length}\r\n${more}\r\n`,
  );
  const data = new Uint8Array([...head, ...body]);
  const attempt = create(CapturedAttemptSchema, {
    carrier: Carrier.HTTP1,
    protocol: Protocol.CONNECT,
    codec: Codec.JSON,
    chunks: [{ data, response: false }],
  });
  return decodeCapture(attempt, null).request;
}

describe("bytes and JSON of one message", () => {
  const side = requestOf("application/json", bytesOf('{"from":{"name":"Ada"},"text":"hi"}'));
  const space = { id: "wire", bytes: side.bytes, root: side.root } as const;
  const linked = linkParts(side, space);
  const nodeOf = (text: string) => {
    const path = pathAt(side.root, new TextDecoder().decode(side.bytes).indexOf(text));
    if (path === null) throw new Error(`there is no byte of ${text}`);
    return path;
  };

  test("a byte of a value knows its message and its place in the JSON", () => {
    expect(linked.messageOf(nodeOf('"Ada"'))).toBe(0);
    expect(linked.jsonPathOf(nodeOf('"Ada"'))).toBe("$.from.name");
  });

  test("a byte of the framing belongs to no message", () => {
    expect(linked.messageOf(nodeOf("POST"))).toBeNull();
    expect(linked.jsonPathOf(nodeOf("POST"))).toBeNull();
  });

  test("a value of the JSON knows all its bytes", () => {
    const said = linked.nodesOf(0, "$.from.name").map((path) => {
      const node = nodeAt(side.root, path);
      return new TextDecoder().decode(side.bytes.subarray(node?.from, node?.to));
    });
    expect(said).toEqual(['"name"', '"Ada"']);
    expect(linked.nodesOf(1, "$.from.name")).toEqual([]);
    expect(linked.nodesOf(0, "$.nobody")).toEqual([]);
  });

  test("a message that is plain on the wire needs no second view", () => {
    expect(unpackedMessages(side)).toEqual([]);
  });
});

test("a compressed message is offered out of its compression, with a tree of its own", () => {
  const side = requestOf(
    "application/json",
    gzipSync(bytesOf('{"text":"hi hi hi hi hi"}')),
    "content-encoding: gzip\r\n",
  );
  expect(unpackedMessages(side)).toEqual([0]);
  const [message] = side.messages;
  if (message === undefined) throw new Error("there is no message");
  const space = { id: 0, bytes: message.bytes, root: message.root };
  const linked = linkParts(side, space);
  const inside = pathAt(message.root, new TextDecoder().decode(message.bytes).indexOf("hi"));
  expect(linked.messageOf(inside ?? "none")).toBe(0);
  expect(linked.jsonPathOf(inside ?? "none")).toBe("$.text");
  expect(leavesOf(message.root).reduce((sum, { from, to }) => sum + to - from, 0)).toBe(message.bytes.length);
});

test("each byte of a stream of messages belongs to its own message, and the envelopes to none", () => {
  const texts = Array.from({ length: 300 }, (_, number) => `{"n":${number}}`);
  const body = texts.flatMap((text) => [0, 0, 0, 0, text.length, ...bytesOf(text)]);
  const side = requestOf("application/connect+json", new Uint8Array(body));
  const linked = linkParts(side, { id: "wire", bytes: side.bytes, root: side.root });
  expect(side.messages).toHaveLength(300);
  let at = side.bytes.length - body.length;
  for (const [number, text] of texts.entries()) {
    expect(linked.messageOf(pathAt(side.root, at + 4) ?? "none")).toBeNull();
    expect(linked.messageOf(pathAt(side.root, at + 5) ?? "none")).toBe(number);
    expect(linked.messageOf(pathAt(side.root, at + 4 + text.length) ?? "none")).toBe(number);
    expect(linked.nodesOf(number, "$.n")).toHaveLength(2);
    at += 5 + text.length;
  }
});

test("all messages of a side in base64 are offered out of it", () => {
  const envelope = (text: string) => [0, 0, 0, 0, text.length, ...bytesOf(text)];
  const body = Buffer.from([...envelope('{"n":1}'), ...envelope('{"n":22}')]).toString("base64");
  const side = requestOf("application/grpc-web-text+json", bytesOf(body));
  expect(side.messages).toHaveLength(2);
  expect(unpackedMessages(side)).toEqual([0, 1]);
});
