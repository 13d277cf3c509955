import type { Random } from "#lib/random.ts";
import { chance, mutate, pick, randomBytes } from "../chance.ts";
import { encodeFrame, encodeHeaders, type Frame, flags, frameTypes, preface } from "../http2-wire.ts";
import type { BytesShot, Target } from "../shot.ts";
import { callHeaders, oddHeaderBlock } from "./odd-header-blocks.ts";

/** The last stream of a shot, with a sound request. */
const lastStream = 1_000_001;

export function call(target: Target, stream: number): readonly Frame[] {
  const body = Buffer.from('{"text":"Ada"}');
  return [
    headersFrame(stream, encodeHeaders(callHeaders(target)), flags.endHeaders),
    { type: frameTypes.data, flags: flags.endStream, stream, payload: body },
  ];
}

export function headersFrame(stream: number, payload: Buffer, set: number): Frame {
  return { type: frameTypes.headers, flags: set, stream, payload };
}

export const emptySettings: Frame = {
  type: frameTypes.settings,
  flags: 0,
  stream: 0,
  payload: Buffer.alloc(0),
};

export function framesShot(note: string, frames: readonly Frame[], over: Partial<BytesShot> = {}): BytesShot {
  return {
    kind: "bytes",
    speaks: "http2",
    note,
    cases: 1,
    steps: [{ bytes: Buffer.concat([preface, ...frames.map(encodeFrame)]) }],
    ending: "half-close",
    mustAnswer: 0,
    mayBreakOff: true,
    ...over,
  };
}

/** Every frame is whole; what it says, and where, is not. A sound call follows, to be answered or refused. */
export function oddFrames(random: Random, target: Target): BytesShot {
  const odd = Array.from({ length: random.whole(1, 6) }, () => oddFrame(random, target));
  const before = chance(random, 0.5) ? [emptySettings, ...call(target, 1)] : [emptySettings];
  return framesShot(`${odd.length} odd frames`, [...before, ...odd, ...call(target, lastStream)], {
    mustAnswer: lastStream,
    ending: pick(random, ["half-close", "half-close", "half-close", "half-close", "reset"]),
  });
}

/** Bytes of sound frames, damaged: lengths no longer hold. */
export function damagedFrames(random: Random, target: Target): BytesShot {
  const sound = [emptySettings, ...call(target, 1), ...call(target, 3), oddFrame(random, target)];
  const bytes = Buffer.concat(sound.map(encodeFrame));
  return {
    ...framesShot("damaged frames", []),
    steps: [{ bytes: Buffer.concat([preface, mutate(random, bytes)]) }],
    ending: pick(random, ["half-close", "half-close", "half-close", "reset"]),
  };
}

function oddFrame(random: Random, target: Target): Frame {
  const stream = pick(random, [0, 1, 1, 2, 3, 5, 7, 999, 0x7fff_ffff, 0xffff_ffff]);
  const own = chance(random, 0.2) ? random.whole(0, 255) : 0;
  const frame = pick<() => Frame>(random, [
    () => ({
      type: frameTypes.data,
      flags: pick(random, [0, 1, 8, 9]),
      stream,
      payload: dataPayload(random),
    }),
    () => headersFrame(stream, oddHeaderBlock(random, target), pick(random, [4, 5, 1, 0, 0x2d, 0x0c, 0x24])),
    () => ({
      type: frameTypes.priority,
      flags: 0,
      stream,
      payload: randomBytes(random, pick(random, [5, 5, 4, 0, 6])),
    }),
    () => ({
      type: frameTypes.rstStream,
      flags: 0,
      stream,
      payload: randomBytes(random, pick(random, [4, 4, 3, 0])),
    }),
    () => ({
      type: frameTypes.settings,
      flags: pick(random, [0, 0, 1]),
      stream: pick(random, [0, 0, 0, stream]),
      payload: settingsPayload(random),
    }),
    () => ({ type: frameTypes.pushPromise, flags: 4, stream, payload: oddHeaderBlock(random, target) }),
    () => ({
      type: frameTypes.ping,
      flags: pick(random, [0, 1]),
      stream: pick(random, [0, 0, stream]),
      payload: Buffer.alloc(pick(random, [8, 8, 7, 0, 9])),
    }),
    () => ({
      type: frameTypes.goaway,
      flags: 0,
      stream: pick(random, [0, 0, stream]),
      payload: randomBytes(random, pick(random, [8, 8, 4, 300])),
    }),
    () => ({ type: frameTypes.windowUpdate, flags: 0, stream, payload: windowPayload(random) }),
    () => ({
      type: frameTypes.continuation,
      flags: pick(random, [0, 4]),
      stream,
      payload: oddHeaderBlock(random, target),
    }),
    () => ({
      type: random.whole(10, 255),
      flags: random.whole(0, 255),
      stream,
      payload: randomBytes(random, random.whole(0, 30)),
    }),
  ])();
  return own === 0 ? frame : { ...frame, flags: own };
}

function dataPayload(random: Random): Buffer {
  return pick<() => Buffer>(random, [
    () => Buffer.alloc(0),
    () => Buffer.from('{"text":"x"}'),
    // Padding longer than the frame, once the flag says that there is some.
    () => Buffer.from([0xff, 1, 2, 3]),
    () => Buffer.alloc(16_384),
    () => Buffer.alloc(16_385),
    () => Buffer.alloc(70_000),
    () => randomBytes(random, random.whole(1, 60)),
  ])();
}

function settingsPayload(random: Random): Buffer {
  const entries = Array.from({ length: random.whole(0, 4) }, () => {
    const entry = Buffer.alloc(6);
    entry.writeUInt16BE(pick(random, [0, 1, 2, 3, 4, 5, 6, 8, 9, 0xffff]), 0);
    entry.writeUInt32BE(
      pick(random, [0, 1, 16_383, 16_384, 65_535, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff]),
      2,
    );
    return entry;
  });
  const cutOff = chance(random, 0.1) ? randomBytes(random, random.whole(1, 5)) : Buffer.alloc(0);
  return Buffer.concat([...entries, cutOff]);
}

function windowPayload(random: Random): Buffer {
  const payload = Buffer.alloc(pick(random, [4, 4, 4, 4, 3, 0]));
  if (payload.length === 4) payload.writeUInt32BE(pick(random, [0, 1, 0x7fff_ffff, 0xffff_ffff, 65_535]), 0);
  return payload;
}
