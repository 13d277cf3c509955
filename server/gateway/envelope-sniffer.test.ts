import { expect, test } from "vitest";
import { EnvelopeSniffer } from "./envelope-sniffer.ts";

const envelope = (flags: number, length: number, fill = 7) =>
  Buffer.concat([Buffer.from([flags, 0, 0, length >> 8, length & 0xff]), Buffer.alloc(length, fill)]);

const stream = Buffer.concat([envelope(0, 3), envelope(0, 0), envelope(1, 300), envelope(2, 4, 0x61)]);

test.each([1, 2, 3, 5, 6, 7, 64, 1_000])("finds every message when the bytes come %i at a time", (step) => {
  const sniffer = new EnvelopeSniffer();
  const lengths: number[] = [];
  for (let at = 0; at < stream.length; at += step)
    lengths.push(...sniffer.feed(stream.subarray(at, at + step)));
  expect(lengths).toEqual([3, 0, 300]);
  expect(sniffer.atBoundary).toBe(true);
  expect(Buffer.from(sniffer.ending ?? []).toString()).toBe("aaaa");
  expect(sniffer.endingFlags).toBe(2);
});

test("is at no boundary within a prefix or a message", () => {
  const sniffer = new EnvelopeSniffer();
  sniffer.feed(stream.subarray(0, 2));
  expect(sniffer.atBoundary).toBe(false);
  sniffer.feed(stream.subarray(2, 6));
  expect(sniffer.atBoundary).toBe(false);
  sniffer.feed(stream.subarray(6, 8));
  expect(sniffer.atBoundary).toBe(true);
});

test("a length of 4 GiB is only a number", () => {
  const sniffer = new EnvelopeSniffer();
  expect(sniffer.feed(Uint8Array.from([0x80, 0xff, 0xff, 0xff, 0xff, 1, 2, 3]))).toEqual([]);
  expect(sniffer.largest).toBe(4_294_967_295);
  expect(sniffer.ending).toBeNull();
});

test("an empty ending ends too", () => {
  const sniffer = new EnvelopeSniffer();
  sniffer.feed(Uint8Array.from([2, 0, 0, 0, 0]));
  expect(sniffer.ending).toHaveLength(0);
});
