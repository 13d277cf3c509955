import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeCapture } from "#lib/wire/decode-capture.ts";
import { partitionFault } from "#lib/wire/test-partition.ts";
import { makeShot } from "../fuzz/make-shot.ts";
import { sendShot } from "../fuzz/send-shot.ts";
import type { Shot } from "../fuzz/shot.ts";
import { openWireSite, type WireSite } from "./wire-site.ts";

let site: WireSite;
beforeAll(async () => {
  site = await openWireSite({ streamDeadlineMs: 6_000, maxCaptureBytes: 64 * 1024 * 1024 });
});
afterAll(() => site.stop());

const atOnce = 12;
const shots = 240;

/** Those that wait on purpose would only make the test long. */
const isQuick = (shot: Shot) =>
  shot.kind === "session" || (shot.kind === "bytes" && shot.ending !== "deaf" && !isSlow(shot));
const isSlow = (shot: Shot) => shot.kind === "bytes" && shot.steps.some(({ afterMs = 0 }) => afterMs > 50);

test("broken clients are answered while they are watched as they are unwatched, and their bytes add up", async () => {
  const { captureId } = await site.api.startCapture({ deploymentId: site.id });
  const where = { host: "127.0.0.1", port: site.port, ca: null };
  const numbers = Array.from({ length: shots }, (_, number) => number);
  const problems: string[] = [];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) {
        const shot = makeShot(41, number, { deploymentId: site.id }, false);
        if (!isQuick(shot)) continue;
        const { problem } = await sendShot(shot, where);
        if (problem !== null) problems.push(`${number} ${shot.note}: ${problem}`);
      }
    }),
  );
  expect(problems).toEqual([]);
  const { attempts } = await site.api.listCaptured({ captureId });
  expect(attempts.length).toBeGreaterThan(200);
  let broken = 0;
  for (const { attemptSequence } of attempts.slice(0, 400)) {
    const { attempt } = await site.api.getCaptured({ captureId, attemptSequence });
    if (attempt === undefined) continue;
    const { request, response } = decodeCapture(attempt, site.method("SayHello"));
    for (const side of [request, response])
      expect(partitionFault(side.root, 0, side.bytes.length)).toBeUndefined();
    if (request.byLayer.broken > 0 || request.messages.some(({ problem }) => problem !== null)) broken += 1;
  }
  expect(broken).toBeGreaterThan(5);
}, 120_000);
