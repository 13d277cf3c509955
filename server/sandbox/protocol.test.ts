import { describe, expect, test } from "vitest";
import { createFrameBatch, createFrameReader, frameHeadBytes, writeFrameHead } from "./protocol.ts";

type Frame = [kind: number, exchange: number, payload: string];

function collect(maxBytes = 1024) {
  const frames: Frame[] = [];
  const read = createFrameReader(maxBytes, (kind, exchange, bytes, start, end) =>
    frames.push([kind, exchange, Buffer.from(bytes.subarray(start, end)).toString()]),
  );
  return { frames, read };
}

function written(frames: readonly Frame[]): Buffer {
  const parts: Buffer[] = [];
  const batch = createFrameBatch(
    (length) => Buffer.alloc(length),
    (bytes, done) => {
      parts.push(Buffer.from(bytes));
      done();
    },
  );
  for (const [kind, exchange, text] of frames) {
    const payload = batch.frame(kind, exchange, text.length);
    payload.write(text);
  }
  batch.flush();
  return Buffer.concat(parts);
}

const some: Frame[] = [
  [1, 0, ""],
  [38, 7, "hello"],
  [39, 0xffff_fffe, "x".repeat(1000)],
  [42, 7, ""],
];

describe("frames", () => {
  test.each([1, 2, 3, 8, 9, 10, 100, 5000])(
    "survive a stream that is cut into pieces of %i bytes",
    (size) => {
      const bytes = written(some);
      const { frames, read } = collect();
      for (let at = 0; at < bytes.length; at += size) read(bytes.subarray(at, at + size));
      expect(frames).toEqual(some);
    },
  );

  test("survive a reader's buffer that is filled again", () => {
    const bytes = written(some);
    const buffer = Buffer.alloc(64);
    const { frames, read } = collect();
    for (let at = 0; at < bytes.length; at += 64) {
      const length = bytes.copy(buffer, 0, at, at + 64);
      read(buffer.subarray(0, length));
      buffer.fill(0xee);
    }
    expect(frames).toEqual(some);
  });

  test("with a lying length are refused before anything is kept", () => {
    const bytes = new Uint8Array(frameHeadBytes);
    writeFrameHead(bytes, 0, 0xffff_ffff, 1, 1);
    expect(() => collect().read(bytes)).toThrow(RangeError);
    writeFrameHead(bytes, 0, 1025, 1, 1);
    expect(() => collect(1024).read(bytes)).toThrow("frame of 1025 bytes, at most 1024 are allowed");
  });

  test("larger than a batch leave in one piece and in order", () => {
    const large: Frame[] = [
      [1, 1, "a"],
      [2, 2, "b".repeat(300_000)],
      [3, 3, "c"],
    ];
    const { frames, read } = collect(400_000);
    read(written(large));
    expect(frames).toEqual(large);
  });
});
