import type { Random } from "#lib/random.ts";

export function pick<Value>(random: Random, values: readonly [Value, ...Value[]]): Value {
  return values[random.whole(0, values.length - 1)] ?? values[0];
}

export function pickWeighted<Value>(random: Random, weighted: readonly (readonly [number, Value])[]): Value {
  let left = random.next() * weighted.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, value] of weighted) {
    left -= weight;
    if (left < 0) return value;
  }
  throw new Error("nothing to pick from");
}

export function chance(random: Random, share: number): boolean {
  return random.next() < share;
}

export function randomBytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.whole(0, 255)));
}

/** Printable ASCII. */
export function randomText(random: Random, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(random.whole(0x20, 0x7e))).join("");
}

const oddBytes = [
  0x00, 0x0a, 0x0d, 0x20, 0x22, 0x25, 0x2f, 0x3a, 0x7f, 0x80, 0xc0, 0xed, 0xfe, 0xff,
] as const;

/** One to four small damages: bytes flipped, replaced, dropped, doubled, inserted; the end cut off; a part repeated. */
export function mutate(random: Random, bytes: Buffer): Buffer {
  let mutated: Buffer = bytes;
  for (let left = random.whole(1, 4); left > 0; left--) mutated = damage(random, mutated);
  return mutated;
}

function damage(random: Random, bytes: Buffer): Buffer {
  if (bytes.length === 0) return randomBytes(random, random.whole(0, 8));
  const at = random.whole(0, bytes.length - 1);
  const before = bytes.subarray(0, at);
  const behind = bytes.subarray(at + 1);
  const odd = Buffer.from([pick(random, oddBytes)]);
  switch (random.whole(0, 6)) {
    case 0:
      return Buffer.concat([before, Buffer.from([(bytes[at] ?? 0) ^ (1 << random.whole(0, 7))]), behind]);
    case 1:
      return Buffer.concat([before, odd, behind]);
    case 2:
      return Buffer.concat([before, behind]);
    case 3:
      return Buffer.concat([before, odd, bytes.subarray(at)]);
    case 4:
      return Buffer.from(before);
    case 5: {
      const part = bytes.subarray(at, at + random.whole(1, 40));
      return Buffer.concat([before, part, part, bytes.subarray(at)]);
    }
    default:
      return Buffer.concat([before, randomBytes(random, random.whole(1, 12)), bytes.subarray(at)]);
  }
}
