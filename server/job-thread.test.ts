import { describe, expect, test } from "vitest";
import { JobGivenUp, JobThread } from "./job-thread.ts";

const script = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId } from "node:worker_threads";
    parentPort.on("message", (job) => {
      if (job === "loop") for (;;);
      if (job === "fill") for (const all = []; ; ) all.push(new Array(100_000).fill(job));
      if (job === "keep") globalThis.kept = Array.from({ length: 40 }, () => new Array(100_000).fill(job));
      if (job === "buffer") globalThis.kept = new Uint8Array(40 * 1024 * 1024);
      if (job === "throw") throw new Error("no");
      if (job === "exit") process.exit(0);
      parentPort.postMessage({ job, threadId });
    });`)}`,
);

function open(timeoutMs = 2_000) {
  return new JobThread<string, { job: string; threadId: number }>({
    script,
    timeoutMs,
    maxHeapMb: 64,
    keptHeapMb: 24,
  });
}

describe("JobThread", () => {
  test("jobs are answered in their order by one thread", async () => {
    const thread = open();
    const answers = await Promise.all(["a", "b", "c"].map((job) => thread.run(job)));
    expect(answers.map(({ job }) => job)).toEqual(["a", "b", "c"]);
    expect(new Set(answers.map(({ threadId }) => threadId)).size).toBe(1);
  });

  test("an endless job is given up, and the one that waited behind it is answered by a new thread", async () => {
    const thread = open();
    const before = await thread.run("before");
    const endless = thread.run("loop").catch((error: unknown) => error);
    const after = thread.run("after");
    expect(await endless).toMatchObject({ name: "JobGivenUp", reason: "tooLong" });
    expect((await after).job).toBe("after");
    expect((await after).threadId).not.toBe(before.threadId);
  });

  test.each([
    ["objects", "keep"],
    ["buffers", "buffer"],
  ])("a thread that a job made large by %s is not kept, and one that stayed small is", async (_, job) => {
    const thread = open(20_000);
    const small = await thread.run("small");
    const large = await thread.run(job);
    expect(large.threadId).toBe(small.threadId);
    // It is looked at when there is nothing to do.
    await expect
      .poll(async () => (await thread.run("next")).threadId, { timeout: 20_000, interval: 200 })
      .not.toBe(large.threadId);
    const next = await thread.run("next");
    expect((await thread.run("again")).threadId).toBe(next.threadId);
  });

  test.each(["throw", "exit", "fill"])(
    "a thread that dies of a job (%s) takes nothing else along",
    async (job) => {
      const thread = open(20_000);
      const died = await thread.run(job).catch((error: unknown) => error);
      expect(died).toBeInstanceOf(JobGivenUp);
      expect(died).toMatchObject({ reason: "died" });
      expect((await thread.run("after")).job).toBe("after");
    },
  );
});
