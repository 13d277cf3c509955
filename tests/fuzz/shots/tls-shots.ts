import type { Random } from "#lib/random.ts";
import { chance, mutate, pick, randomBytes, randomText } from "../chance.ts";
import { preface } from "../http2-wire.ts";
import type { BytesShot, HandshakeShot } from "../shot.ts";
import { clientHello, contentTypes, encodeRecord } from "../tls-wire.ts";
import { cut } from "./slow-shots.ts";

/** What stands in the place of a ClientHello. */
export function noHello(random: Random): BytesShot {
  const [note, bytes] = pick<readonly [string, Buffer]>(random, [
    ["noise", randomBytes(random, random.whole(1, 2_000))],
    ["plain HTTP/1.1", Buffer.from("GET /healthz HTTP/1.1\r\nHost: fuzz\r\n\r\n")],
    ["plain HTTP/2", Buffer.concat([preface, Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])])],
    // RFC 6101, E: what clients of SSL 2 sent.
    ["an SSL 2 hello", Buffer.concat([Buffer.from([0x80, 0x2e, 1, 3, 1]), randomBytes(random, 43)])],
    ["empty records", Buffer.concat(Array.from({ length: 2_000 }, () => encodeRecord(22, Buffer.alloc(0))))],
    ["a record of 64 KiB", encodeRecord(22, randomBytes(random, 3_000), 0x0303, 0xffff)],
    ["an alert", encodeRecord(contentTypes.alert, randomBytes(random, pick(random, [1, 2, 3])))],
  ]);
  return beneath(random, `${note} in place of a hello`, bytes);
}

/** A hello that is cut off, damaged, cut into many records, or said again and again. */
export function oddHello(random: Random): BytesShot {
  const hello = clientHello(random);
  const whole = encodeRecord(contentTypes.handshake, hello);
  const [note, bytes] = pick<() => readonly [string, Buffer]>(random, [
    () => ["a hello cut off", whole.subarray(0, random.whole(1, whole.length - 1))],
    () => ["a damaged hello", encodeRecord(contentTypes.handshake, mutate(random, hello))],
    () => ["a hello in a damaged record", mutate(random, whole)],
    () => ["a hello in many records", Buffer.concat(inRecords(random, hello))],
    () => ["hello after hello", Buffer.concat(Array.from({ length: random.whole(2, 100) }, () => whole))],
  ])();
  return beneath(random, note, bytes);
}

/** A sound hello, which the server answers, and then anything but the rest of the handshake. */
export function halfHandshake(random: Random): BytesShot {
  const hello = encodeRecord(contentTypes.handshake, clientHello(random));
  const behind = Array.from({ length: random.whole(0, 6) }, () => oddRecord(random));
  return beneath(random, `half a handshake, ${behind.length} odd records`, Buffer.concat([hello, ...behind]));
}

/** Drop by drop, or nothing more: only the server's patience ends it. */
export function slowHandshake(random: Random): BytesShot {
  const hello = encodeRecord(contentTypes.handshake, clientHello(random));
  const bytes = chance(random, 0.5) ? hello : hello.subarray(0, random.whole(1, hello.length - 1));
  const steps = cut(random, bytes, 10).map((piece) => ({ bytes: piece, afterMs: random.whole(20, 200) }));
  const ending = pick(random, ["stay", "stay", "half-close", "reset"] as const);
  return { ...beneath(random, "slow: a hello, drop by drop", bytes), steps, ending };
}

/** Node's own handshake, with wishes that are seldom heard. */
export function oddWishes(random: Random): HandshakeShot {
  const alpn = pick<readonly string[]>(random, [
    ["http/1.1"],
    ["http/1.1"],
    [],
    ["h2", "http/1.1"],
    ["h3"],
    ["http/1.0", "http/1.1"],
    [randomText(random, random.whole(1, 255))],
    Array.from({ length: 100 }, (_, index) => `x-${index}`),
  ]);
  const maxVersion = pick(random, ["TLSv1.2", "TLSv1.3"] as const);
  const renegotiations = maxVersion === "TLSv1.2" && chance(random, 0.6) ? random.whole(1, 8) : 0;
  return {
    kind: "handshake",
    note: `a handshake for ${alpn.join().slice(0, 30)}, made again ${renegotiations} times`,
    cases: 1,
    maxVersion,
    alpn,
    servername: pick(random, ["localhost", "", "__proto__", "x".repeat(250), "*.localhost"]),
    renegotiations,
    mustAnswer:
      renegotiations === 0 && (alpn.length === 0 || (alpn.includes("http/1.1") && !alpn.includes("h2"))),
  };
}

function inRecords(random: Random, hello: Buffer): readonly Buffer[] {
  return cut(random, hello, 60).map((piece) => encodeRecord(contentTypes.handshake, piece));
}

function oddRecord(random: Random): Buffer {
  const type = pick(random, [20, 20, 21, 22, 22, 23, 23, 24, 0, 255]);
  const fragment = pick(random, [
    Buffer.from([1]),
    Buffer.alloc(0),
    randomBytes(random, random.whole(1, 60)),
    Buffer.alloc(16_384),
    Buffer.alloc(16_900),
  ]);
  const version = pick(random, [0x0303, 0x0303, 0x0301, 0x0304, 0x0300, 0x0200, 0xffff]);
  const length = chance(random, 0.8) ? fragment.length : random.whole(0, 0xffff);
  return encodeRecord(type, fragment, version, length);
}

function beneath(random: Random, note: string, bytes: Buffer): BytesShot {
  return {
    kind: "bytes",
    speaks: "tls",
    note,
    cases: 1,
    steps: [{ bytes }],
    ending: pick(random, ["half-close", "half-close", "half-close", "reset"]),
    mustAnswer: 0,
    mayBreakOff: true,
  };
}
