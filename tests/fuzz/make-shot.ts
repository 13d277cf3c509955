import { createRandom } from "#lib/random.ts";
import { pickWeighted } from "./chance.ts";
import type { Shot, ShotMaker, Target } from "./shot.ts";
import {
  deafHttp1,
  mutatedHttp1,
  noiseShot,
  oddHttp1Head,
  smuggling,
  truncatedHttp1,
} from "./shots/http1-shots.ts";
import { http2Flood } from "./shots/http2-floods.ts";
import { damagedFrames, oddFrames } from "./shots/http2-shots.ts";
import { concurrentRequests, pipelinedRequests } from "./shots/rpc-shots.ts";
import { prefaceFragment, slowDrip } from "./shots/slow-shots.ts";
import { halfHandshake, noHello, oddHello, oddWishes, slowHandshake } from "./shots/tls-shots.ts";

/** How often each kind is sent, by connections. */
const makers: readonly (readonly [number, ShotMaker])[] = [
  [150, pipelinedRequests],
  [150, concurrentRequests],
  [200, mutatedHttp1],
  [150, smuggling],
  [120, oddHttp1Head],
  [80, truncatedHttp1],
  [20, noiseShot],
  [250, oddFrames],
  [120, damagedFrames],
  [120, prefaceFragment],
  [30, http2Flood],
  [20, slowDrip],
  [3, deafHttp1],
];

/** What goes beneath and around TLS, beside all of the above within it. */
const makersOverTls: typeof makers = [
  ...makers,
  [250, noHello],
  [300, oddHello],
  [250, halfHandshake],
  [25, slowHandshake],
  [150, oddWishes],
];

/** The shot with this number: the same for the same seed, whatever was sent before. */
export function makeShot(seed: number, number: number, target: Target, overTls: boolean): Shot {
  const random = createRandom(Math.imul(seed, 0x9e37_79b1) ^ Math.imul(number + 1, 0x85eb_ca6b));
  return pickWeighted(random, overTls ? makersOverTls : makers)(random, target);
}
