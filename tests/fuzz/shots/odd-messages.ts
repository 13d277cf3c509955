import type { Random } from "#lib/random.ts";
import { chance, mutate, pick, pickWeighted, randomBytes } from "../chance.ts";

const depth = 20_000;
const jsonBodies: readonly [Buffer, ...Buffer[]] = [
  "",
  "{",
  "null",
  "[]",
  "1e999",
  '{"text":1}',
  '{"text":"\\ud800"}',
  '{"text":"a","text":"b"}',
  '{"__proto__":{"text":"x"},"constructor":{}}',
  '{"number":99999999999}',
  '{"number":"0x1"}',
  '{"number":NaN}',
  '{"notes":{}}',
  '{"parts":{"a":"***"}}',
  '{"yes":true,"much":1}',
  '\ufeff{"text":"bom"}',
  '{"text":"nul\u0000"}',
  `{"text":"${"x".repeat(70_000)}"}`,
  `{"number":${"9".repeat(5_000)}}`,
  '{"notes":['.repeat(depth),
  "[".repeat(depth) + "]".repeat(depth),
  `${'{"notes":['.repeat(200)}{}${"]}".repeat(200)}`,
].map((text) => Buffer.from(text)) as [Buffer, ...Buffer[]];
const badUtf8: readonly [Buffer, ...Buffer[]] = [
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0xc0, 0x80]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xf5, 0x80, 0x80, 0x80]),
  Buffer.from([0xe2, 0x82]),
];
const soundJson = Buffer.from(
  '{"text":"Ada","number":7,"notes":[{"text":"x"}],"parts":{"k":"AAEC"},"yes":true}',
);
/** Fields 1 and 2 of the message, as protobuf writes them. */
const soundProto = Buffer.from([0x0a, 3, 0x41, 0x64, 0x61, 0x10, 7, 0x1a, 3, 0x0a, 1, 0x78]);

export function oddJson(random: Random): Buffer {
  return pickWeighted<() => Buffer>(random, [
    [3, () => pick(random, jsonBodies)],
    [2, () => Buffer.concat([Buffer.from('{"text":"'), pick(random, badUtf8), Buffer.from('"}')])],
    [5, () => mutate(random, soundJson)],
  ])();
}

export function oddProto(random: Random): Buffer {
  return pickWeighted<() => Buffer>(random, [
    [4, () => mutate(random, soundProto)],
    [2, () => randomBytes(random, random.whole(0, 60))],
    // Length-delimited, longer than what follows; groups that never end; a varint without an end.
    [1, () => Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f])],
    [1, () => Buffer.alloc(10_000, 0x0b)],
    [1, () => Buffer.alloc(1_000, 0xff)],
    [1, () => nested(random.whole(2, 3_000))],
  ])();
}

/** `notes` within `notes`, every length right. */
function nested(levels: number): Buffer {
  const heads: Buffer[] = [];
  let length = 0;
  for (let level = 0; level < levels; level++) {
    const varint = length < 128 ? [length] : length < 16_384 ? [(length % 128) + 128, length >> 7] : null;
    if (varint === null) break;
    heads.push(Buffer.from([0x1a, ...varint]));
    length += 1 + varint.length;
  }
  return Buffer.concat(heads.reverse());
}

export function envelope(random: Random, message: Buffer): Buffer {
  const flag = pick(random, [0, 0, 0, 0, 1, 2, 3, 0x80, 0xff]);
  const length = pickWeighted<number>(random, [
    [10, message.length],
    [1, message.length + random.whole(1, 20)],
    [1, Math.max(0, message.length - random.whole(1, 20))],
    [1, 0xffff_ffff],
    [1, 0x8000_0000],
    [1, 4 * 1024 * 1024 + 1],
    [1, 0],
  ]);
  const head = Buffer.alloc(5);
  head.writeUInt8(flag, 0);
  head.writeUInt32BE(length, 1);
  return Buffer.concat([head, message]);
}

export function oddEnvelopes(random: Random, codec: string): Buffer {
  const messages = Array.from({ length: random.whole(0, 4) }, () => {
    const sound = codec === "json" ? soundJson : soundProto;
    const odd = () => (codec === "json" ? oddJson(random) : oddProto(random));
    return envelope(random, chance(random, 0.5) ? sound : odd().subarray(0, 8_000));
  });
  const whole = Buffer.concat(messages);
  return chance(random, 0.3) ? mutate(random, whole) : whole;
}
