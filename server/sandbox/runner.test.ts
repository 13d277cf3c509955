import { tmpdir } from "node:os";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { defaultLimits } from "#lib/limits.ts";
import { kinds, writeFrameHead } from "./protocol.ts";
import { createRunner } from "./runner.ts";
import { spawnRunnerProcess } from "./runner-process.ts";
import type { Stop } from "./sandbox.ts";

/** A process that is no runner of ours and says `frames` once it hears the first request. */
function hostileRunner(
  frames: readonly (readonly [kind: number, exchange: number, payload: Buffer, length?: number])[],
) {
  const bytes = Buffer.concat(
    frames.map(([kind, exchange, payload, length]) => {
      const head = Buffer.alloc(9);
      writeFrameHead(head, 0, length ?? payload.length, kind, exchange);
      return Buffer.concat([head, payload]);
    }),
  );
  const script = `const s = new (require("net").Socket)({ fd: 3 }); s.once("data", () => s.write(require("zlib").gunzipSync(Buffer.from("${gzipSync(bytes).toString("base64")}", "base64"))));`;
  const child = spawnRunnerProcess({
    command: process.execPath,
    args: ["-e", script],
    cwd: tmpdir(),
    user: null,
    tellsPid: false,
  });
  return createRunner(child, defaultLimits);
}

const response = (status: number, head: string, last = 1) => {
  const fixed = Buffer.alloc(11);
  fixed[0] = last;
  fixed.writeUInt16LE(status, 1);
  fixed.writeUInt32LE(head.length, 3);
  return Buffer.concat([fixed, Buffer.from(head, "latin1")]);
};

describe("a runner that was taken over is killed, and its call fails, when it sends", () => {
  const lying = response(200, "");
  lying.writeUInt32LE(0xffff_ffff, 3);
  test.each<[string, Parameters<typeof hostileRunner>[0]]>([
    ["a frame with a lying length", [[kinds.response, 1, Buffer.alloc(1), 0xffff_fff0]]],
    ["an unknown kind", [[200, 1, Buffer.alloc(0)]]],
    ["an answer to a call that was never made", [[kinds.response, 77, response(200, "")]]],
    ["a head that is longer than its frame", [[kinds.response, 1, lying]]],
    ["an interim status", [[kinds.response, 1, response(101, "")]]],
    [
      "two heads",
      [
        [kinds.response, 1, response(200, "", 0)],
        [kinds.response, 1, response(200, "", 0)],
      ],
    ],
    ["data before the head", [[kinds.data, 1, Buffer.from("x")]]],
    [
      "data beyond its window",
      [
        [kinds.response, 1, response(200, "", 0)],
        ...Array.from({ length: 5 }, () => [kinds.data, 1, Buffer.alloc(64 * 1024 - 7)] as const),
        [kinds.data, 1, Buffer.alloc(64 * 1024)],
      ],
    ],
    ["credit that it was not given", [[kinds.received, 1, Buffer.from([255, 255, 255, 255])]]],
    ["a mark without a name", [[kinds.mark, 1, Buffer.alloc(8)]]],
    ["a log line that is no JSON", [[kinds.log, 0, Buffer.from("{")]]],
  ])("%s", async (_, frames) => {
    const runner = hostileRunner(frames);
    const failed = new Promise<Stop>((resolve, reject) => {
      const sink = {
        head: () => {},
        data: () => {},
        end: () => reject(new Error("ended")),
        fail: resolve,
        drain: () => {},
        mark: () => {},
      };
      runner.exchange(
        { method: "POST", url: "/", httpVersion: "1.1", headers: [], body: Buffer.from("x") },
        sink,
      );
    });
    expect(await failed).toMatchObject({ reason: "protocolViolation" });
    expect(await runner.gone).toMatchObject({ reason: "protocolViolation" });
  });
});
