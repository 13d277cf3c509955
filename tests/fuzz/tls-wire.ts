import type { Random } from "#lib/random.ts";
import { randomBytes } from "./chance.ts";

/** RFC 8446, 5.1. */
export const contentTypes = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;

/** RFC 8446, 5.1: type, the version of old, length, fragment. `length` other than the fragment's: a lie. */
export function encodeRecord(
  type: number,
  fragment: Buffer,
  version = 0x0301,
  length = fragment.length,
): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(type, 0);
  head.writeUInt16BE(version, 1);
  head.writeUInt16BE(length, 3);
  return Buffer.concat([head, fragment]);
}

/** A sound ClientHello (RFC 8446, 4.1.2) for TLS 1.2 and 1.3, as a handshake message without its record. */
export function clientHello(random: Random): Buffer {
  const extensions = [
    extension(0, list16(Buffer.concat([Buffer.from([0]), list16(Buffer.from("localhost"))]))),
    extension(10, list16(Buffer.from([0, 29, 0, 23]))),
    extension(13, list16(Buffer.from([4, 3, 8, 4, 4, 1]))),
    extension(16, list16(Buffer.concat([list8(Buffer.from("h2")), list8(Buffer.from("http/1.1"))]))),
    extension(43, list8(Buffer.from([3, 4, 3, 3]))),
    extension(51, list16(Buffer.concat([Buffer.from([0, 29]), list16(randomBytes(random, 32))]))),
  ];
  const body = Buffer.concat([
    Buffer.from([3, 3]),
    randomBytes(random, 32),
    list8(randomBytes(random, 32)),
    list16(Buffer.from([0x13, 1, 0x13, 2, 0x13, 3, 0xc0, 0x2b, 0xc0, 0x2c])),
    list8(Buffer.from([0])),
    list16(Buffer.concat(extensions)),
  ]);
  return Buffer.concat([Buffer.from([1, 0]), list16(body)]);
}

function extension(type: number, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type >> 8, type & 0xff]), list16(data)]);
}

function list8(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function list16(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

/** What is wrong with bytes that should be TLS records, or null. The last one may be cut off. */
export function judgeRecords(bytes: Buffer): string | null {
  for (let at = 0; at + 5 <= bytes.length; ) {
    const type = bytes.readUInt8(at);
    const length = bytes.readUInt16BE(at + 3);
    const isRecord = type >= contentTypes.changeCipherSpec && type <= contentTypes.applicationData;
    // RFC 8446, 5.2: no more than 256 bytes above 2^14.
    if (!isRecord || bytes.readUInt8(at + 1) !== 3 || length > 16_640)
      return `no TLS record: ${bytes.subarray(at, at + 40).toString("hex")}`;
    at += 5 + length;
  }
  return null;
}
