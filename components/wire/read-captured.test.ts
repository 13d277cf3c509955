import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { CapturedAttemptSchema, GetCapturedResponseSchema, WhyNot } from "#lib/gen/playground/v1/wire_pb.ts";
import { en } from "#lib/i18n/en.ts";
import { zh } from "#lib/i18n/zh.ts";
import type { CapturedCall } from "./captured-call.ts";
import { readCaptured, type WireApi } from "./read-captured.ts";

const call: CapturedCall = { deploymentId: "d", runId: "run-1", sequence: 7, isRecorded: false };
const held = { kind: "held", captureId: "c" } as const;
const never = new AbortController().signal;

function apiThat(answer: (request: object) => object) {
  const asked: object[] = [];
  const api = {
    getCaptured: async (request: object) => {
      asked.push(request);
      return create(GetCapturedResponseSchema, answer(request));
    },
  };
  return { asked, api: async () => api as unknown as WireApi };
}

describe("the bytes of an attempt", () => {
  test("are asked for by capture, attempt and run", async () => {
    const { asked, api } = apiThat(() => ({ attempt: create(CapturedAttemptSchema, { runId: "run-1" }) }));
    expect(await readCaptured(call, held, api, never)).toMatchObject({
      kind: "bytes",
      attempt: { runId: "run-1" },
    });
    expect(asked).toEqual([{ captureId: "c", attemptSequence: 7, runId: "run-1" }]);
  });

  test("are not asked for when there can be none, and the page says why", async () => {
    const { asked, api } = apiThat(() => ({}));
    const why = async (more: Partial<CapturedCall>, capture: Parameters<typeof readCaptured>[1] = held) => {
      const told = await readCaptured({ ...call, ...more }, capture, api, never);
      return told.kind === "none" ? told.why : told.kind;
    };
    expect(await why({ isRecorded: true })).toBe("recorded");
    expect(await why({ sequence: null })).toBe("notOnServer");
    expect(await why({}, { kind: "none" })).toBe("off");
    expect(await why({}, { kind: "refused" })).toBe("refused");
    expect(asked).toEqual([]);
  });

  test("each reason of the server has words of its own in both languages", async () => {
    const reasons = [WhyNot.NO_CAPTURE, WhyNot.BEFORE, WhyNot.UNSEEN_CONNECTION, WhyNot.DROPPED];
    const told = await Promise.all(
      reasons.map((whyNot) => readCaptured(call, held, apiThat(() => ({ whyNot })).api, never)),
    );
    const names = told.map((one) => (one.kind === "none" ? one.why : ("bytes" as never)));
    expect(new Set(names).size).toBe(reasons.length);
    for (const name of names) {
      expect(en.wire.states[name]).not.toBe(en.wire.states.failed);
      expect(zh.wire.states[name]).not.toBe(zh.wire.states.failed);
    }
  });

  test("a server that does not answer is said to have failed, and one that nobody waits for is not", async () => {
    const broken = apiThat(() => {
      throw new Error("no");
    });
    expect(await readCaptured(call, held, broken.api, never)).toEqual({ kind: "none", why: "failed" });
    await expect(readCaptured(call, held, broken.api, AbortSignal.abort())).rejects.toThrow("aborted");
  });
});
