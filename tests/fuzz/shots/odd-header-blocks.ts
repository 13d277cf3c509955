import type { Random } from "#lib/random.ts";
import { chance, mutate, pick, randomBytes, randomText } from "../chance.ts";
import { encodeHeaders } from "../http2-wire.ts";
import type { Target } from "../shot.ts";
import { pathOf } from "../target-program.ts";

/** The head of a sound call over HTTP/2. */
export function callHeaders({ deploymentId }: Target, method = "Say"): [string, string][] {
  return [
    [":method", "POST"],
    [":scheme", "http"],
    [":path", pathOf(deploymentId, method)],
    [":authority", "fuzz"],
    ["content-type", "application/json"],
  ];
}

/** A header block that breaks a rule of HPACK (RFC 7541) or of HTTP/2 (RFC 9113, 8). */
export function oddHeaderBlock(random: Random, target: Target): Buffer {
  const sound = callHeaders(target);
  return pick<() => Buffer>(random, [
    () => mutate(random, encodeHeaders(sound)),
    () => randomBytes(random, random.whole(0, 60)),
    () => encodeHeaders(sound.filter(() => chance(random, 0.7))),
    () => encodeHeaders([...sound, ...sound]),
    () => encodeHeaders([...sound, ["Upper", "case"]]),
    () => encodeHeaders([...sound, ["connection", "close"], ["transfer-encoding", "chunked"]]),
    () =>
      encodeHeaders([...sound, ["te", "gzip"], ["content-length", pick(random, ["5", "-1", "abc", "5, 5"])]]),
    () => encodeHeaders([...sound, [":unknown", "pseudo"]]),
    () => encodeHeaders([["a", "b"], ...sound]),
    () => encodeHeaders([...sound, ["a\0b", "c"], ["d", "e\r\nf: g"]]),
    () => encodeHeaders([...sound, ["", "no name"], ["x", ""]]),
    () => encodeHeaders([...sound, ["x", "y".repeat(random.whole(10_000, 16_000))]]),
    () =>
      encodeHeaders(
        sound.map(([name, value]) => [name, name.startsWith(":") ? randomText(random, 12) : value]),
      ),
    () =>
      encodeHeaders([
        [":method", "CONNECT"],
        [":authority", "fuzz:443"],
      ]),
    () => encodeHeaders([[":method", "CONNECT"], [":protocol", "websocket"], ...sound.slice(1)]),
    () =>
      encodeHeaders([
        [":method", "GET"],
        [":scheme", "http"],
        [":path", randomText(random, 15)],
        [":authority", randomText(random, 9)],
      ]),
    () =>
      encodeHeaders([
        [":method", "OPTIONS"],
        [":scheme", "http"],
        [":path", "*"],
        [":authority", "fuzz"],
      ]),
    // RFC 7541: an index beyond the table, a table size update out of place, an integer without an end.
    () => Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f]),
    () => Buffer.concat([encodeHeaders(sound), Buffer.from([0x3f, 0xff, 0xff, 0xff, 0x7f])]),
    () => Buffer.alloc(60, 0xff),
    () => indexBomb(target),
  ])();
}

/** One long field in the dynamic table, then a thousand bytes that each stand for it (an "HPACK bomb"). */
function indexBomb(target: Target): Buffer {
  const value = Buffer.alloc(100, 0x62);
  const stored = Buffer.concat([Buffer.from([0x40, 1, 0x61, value.length]), value]);
  return Buffer.concat([encodeHeaders(callHeaders(target)), stored, Buffer.alloc(8_000, 0xbe)]);
}
