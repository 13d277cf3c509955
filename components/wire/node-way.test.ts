import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { CapturedAttemptSchema, Carrier } from "#lib/gen/playground/v1/wire_pb.ts";
import { en } from "#lib/i18n/en.ts";
import { zh } from "#lib/i18n/zh.ts";
import { decodeCapture } from "#lib/wire/decode-capture.ts";
import { pathAt } from "./node-path.ts";
import { nodeWay } from "./node-way.ts";

/** DATA and HEADERS frames (RFC 9113, 4.1) of stream 1 with `grpc` messages, and SETTINGS of the connection. */
function http2(
  ...frames: readonly (readonly [type: number, flags: number, stream: number, bytes: number[]])[]
) {
  return frames.flatMap(([type, flags, stream, bytes]) => [
    0,
    0,
    bytes.length,
    type,
    flags,
    0,
    0,
    0,
    stream,
    ...bytes,
  ]);
}

function sideOf(bytes: readonly number[]) {
  const attempt = create(CapturedAttemptSchema, {
    carrier: Carrier.HTTP2,
    requestHeaders: [{ name: "content-type", value: "application/grpc" }],
    chunks: [{ data: new Uint8Array(bytes) }],
  });
  return decodeCapture(attempt, null).request;
}

const { root } = sideOf(http2([1, 4, 1, [0x82]], [0, 1, 1, [0, 0, 0, 0, 4, 0x0a, 2, 0x41, 0x64]]));
const wayAt = (at: number, words: typeof en.wire) => nodeWay(root, pathAt(root, at), words as never);

describe("a byte in words", () => {
  test("says its layer, the way to it, and its value", () => {
    expect(wayAt(9 + 1 + 9 + 5 + 2, en.wire)).toContain("Message: ");
    expect(wayAt(9 + 1 + 9 + 5 + 2, en.wire)).toContain('unknown field 1 › Value = "Ad"');
    expect(wayAt(9 + 1 + 9 + 1, en.wire)).toContain("Envelope length = 4");
  });

  test("names the flags of a frame by its type", () => {
    expect(wayAt(4, en.wire)).toContain("Flags = 0x04 (END_HEADERS)");
    expect(wayAt(9 + 1 + 4, en.wire)).toContain("Flags = 0x01 (END_STREAM)");
  });

  test("is in the language of the page", () => {
    expect(wayAt(9 + 1 + 9 + 5 + 2, zh.wire)).toContain("消息：".slice(0, 2));
    expect(wayAt(9 + 1 + 9 + 5 + 2, zh.wire)).toContain("未知字段 1");
  });

  test("names what is wrong with it", () => {
    const broken = sideOf(http2([0, 1, 1, [0, 0, 0, 0, 2, 0x0a, 9]]));
    const at = broken.bytes.length - 1;
    const path = pathAt(broken.root, at) ?? "";
    expect(nodeWay(broken.root, `${path.slice(0, path.lastIndexOf("/"))}/2`, en.wire)).toContain(
      "⚠ ends early: 9 bytes needed, 0 are there",
    );
  });
});
