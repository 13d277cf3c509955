import type { Random } from "#lib/random.ts";
import { pick } from "../chance.ts";
import { encodeFrame, encodeHeaders, flags, frameTypes, preface } from "../http2-wire.ts";
import type { BytesShot, Step, Target } from "../shot.ts";
import { pathOf } from "../target-program.ts";

/** Whether the last is a request that can be answered. */
type Drip = readonly [note: string, speaks: "http1" | "http2", bytes: Buffer, isWhole: boolean];

/** Bytes that come drop by drop, whole in the end or never. */
export function slowDrip(random: Random, target: Target): BytesShot {
  const [note, speaks, bytes, isWhole] = pick<Drip>(random, [
    ["a sound request, drop by drop", "http1", soundHttp1(target), true],
    ["a head that never ends", "http1", Buffer.from("GET / HTTP/1.1\r\nHost: fuzz\r\nX: "), false],
    ["a body that never ends", "http1", endlessBody(target), false],
    ["an HTTP/2 preface, drop by drop", "http2", preface, false],
    ["HTTP/2 frames, drop by drop", "http2", soundHttp2(target), true],
  ]);
  const pieces = cut(random, bytes, 12);
  return {
    kind: "bytes",
    speaks,
    note: `slow: ${note}`,
    cases: 1,
    steps: pieces.map((piece) => ({ bytes: piece, afterMs: random.whole(20, 200) })),
    ending: pick(random, ["half-close", "half-close", "reset"]),
    mustAnswer: isWhole ? 1 : 0,
    mayBreakOff: !isWhole,
  };
}

function soundHttp1({ deploymentId }: Target): Buffer {
  return Buffer.from(
    `POST ${pathOf(deploymentId, "Say")} HTTP/1.1\r\nHost: fuzz\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{"text":"Ada"}`,
  );
}

function endlessBody({ deploymentId }: Target): Buffer {
  return Buffer.from(
    `POST ${pathOf(deploymentId, "Collect")} HTTP/1.1\r\nHost: fuzz\r\nContent-Type: application/connect+json\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n\0\0\0\0\x02{}\r\n`,
    "latin1",
  );
}

function soundHttp2({ deploymentId }: Target): Buffer {
  const head = encodeHeaders([
    [":method", "POST"],
    [":scheme", "http"],
    [":path", pathOf(deploymentId, "Say")],
    [":authority", "fuzz"],
    ["content-type", "application/json"],
  ]);
  const body = Buffer.from('{"text":"Ada"}');
  return Buffer.concat([
    preface,
    encodeFrame({ type: frameTypes.settings, flags: 0, stream: 0, payload: Buffer.alloc(0) }),
    encodeFrame({ type: frameTypes.headers, flags: flags.endHeaders, stream: 1, payload: head }),
    encodeFrame({ type: frameTypes.data, flags: flags.endStream, stream: 1, payload: body }),
  ]);
}

export function cut(random: Random, bytes: Buffer, most: number): readonly Buffer[] {
  const borders = Array.from({ length: random.whole(1, most) }, () => random.whole(0, bytes.length));
  const sorted = [0, ...borders.sort((a, b) => a - b), bytes.length];
  return sorted
    .slice(1)
    .map((end, index) => bytes.subarray(sorted[index] ?? 0, end))
    .filter((piece) => piece.length > 0);
}

/** The beginnings of connections: what tells HTTP/2 from HTTP/1.1, in pieces, cut off, or gone wrong on the way. */
export function prefaceFragment(random: Random, target: Target): BytesShot {
  const length = random.whole(1, preface.length);
  const behind = pick(random, [
    Buffer.alloc(0),
    Buffer.from("GET /healthz HTTP/1.1\r\nHost: fuzz\r\n\r\n"),
    Buffer.from([0xff]),
    soundHttp2(target),
  ]);
  const bytes = Buffer.concat([preface.subarray(0, length), behind]);
  const steps: Step[] = cut(random, bytes, 3).map((piece) => ({ bytes: piece, afterMs: random.whole(0, 3) }));
  return {
    kind: "bytes",
    speaks: length === preface.length ? "http2" : "http1",
    note: `${length} bytes of the preface`,
    cases: 1,
    steps,
    ending: pick(random, ["half-close", "half-close", "half-close", "reset"]),
    mustAnswer: 0,
    mayBreakOff: true,
  };
}
