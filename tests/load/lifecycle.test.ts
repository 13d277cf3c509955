import { readdirSync, readFileSync } from "node:fs";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ErrorInfoSchema, RetryInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { LoadEnd, type RunLoadResponse } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import { toPlanMessage } from "#lib/load/plan-message.ts";
import { makeCertificate } from "#server/port/test-certificate.ts";
import { type LoadTarget, openTarget, planOf } from "./target.ts";

// Whole servers are started and stopped, perhaps on a machine that has other work.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let target: LoadTarget;
afterEach(() => target.stop());

/** 30 s of calls that nobody answers within them: only a stop ends it sooner. */
const endless = (id: string, changes: Partial<LoadPlan> = {}) =>
  planOf(id, {
    messageJson: '{"ms":20000}',
    durationMs: 30_000,
    deadlineMs: 25_000,
    httpVersion: "2",
    ...changes,
  });

/** When the first calls are under way. */
function whenSent(then: () => void) {
  let isTold = false;
  return (event: RunLoadResponse["event"]) => {
    if (isTold || event.case !== "tick" || event.value.inFlight === 0) return;
    isTold = true;
    then();
  };
}

async function reasonOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (cause: unknown) => ConnectError.from(cause),
  );
  return {
    code: error?.code,
    reason: error?.findDetails(ErrorInfoSchema)[0]?.reason,
    metadata: error?.findDetails(ErrorInfoSchema)[0]?.metadata,
    retries: error?.findDetails(RetryInfoSchema).length,
  };
}

/** Processes that fire load tests for this one. */
function generators(): readonly number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => {
      try {
        const isOwn = readFileSync(`/proc/${pid}/status`, "utf8").includes(`PPid:\t${process.pid}\n`);
        return isOwn && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("generator-main");
      } catch {
        return false;
      }
    });
}

describe("stopping", () => {
  test("StopLoad breaks off what is under way, within three ticks, and the summary says so", async () => {
    target = await openTarget();
    const id = await target.deploy();
    let ticksBefore = 0;
    let stopped: Promise<{ readonly stopped: boolean }> | null = null;
    const hearSent = whenSent(() => {
      stopped = target.loads.stopLoad({ runId: "stopped" });
    });
    const run = await target.fire(endless(id), {
      runId: "stopped",
      hear(event, { ticks }) {
        if (stopped === null) ticksBefore = ticks.length;
        hearSent(event);
      },
    });
    expect(await stopped).toMatchObject({ stopped: true });
    const { counts, end } = run.summary ?? {};
    expect(end).toBe(LoadEnd.STOPPED);
    expect(counts?.cancelled).toBe(counts?.sent);
    expect(counts?.sent).toBeGreaterThan(0);
    expect(run.ticks.length - ticksBefore).toBeLessThanOrEqual(3);
    expect(generators()).toEqual([]);
    expect(await target.loads.stopLoad({ runId: "stopped" })).toMatchObject({ stopped: false });
  });

  test("a reader that goes away ends it too, and has its place again", async () => {
    target = await openTarget();
    const id = await target.deploy();
    const leaving = new AbortController();
    const gone = target.fire(endless(id), { signal: leaving.signal, hear: whenSent(() => leaving.abort()) });
    expect((await reasonOf(gone)).code).toBe(Code.Canceled);
    await expect
      .poll(
        () =>
          target.fire(planOf(id, { durationMs: 500 })).then(
            ({ summary }) => summary?.end,
            () => null,
          ),
        {
          timeout: 20_000,
        },
      )
      .toBe(LoadEnd.COMPLETED);
    expect(generators()).toEqual([]);
  });

  test("a server that stops ends it with what was measured", async () => {
    target = await openTarget();
    const id = await target.deploy();
    let stopping: Promise<void> | null = null;
    const run = await target.fire(endless(id), {
      hear: whenSent(() => {
        stopping = target.stop();
      }),
    });
    expect(run.summary?.end).toBe(LoadEnd.SHUTDOWN);
    expect(run.summary?.counts?.sent).toBeGreaterThan(0);
    await stopping;
    expect(generators()).toEqual([]);
    target = { ...target, stop: async () => {} };
  });

  test("a generator that is killed loses what it had not told yet, and nothing else", async () => {
    target = await openTarget();
    const id = await target.deploy();
    const run = await target.fire(endless(id, { messageJson: '{"ms":1}' }), {
      hear: whenAnswered(() => {
        for (const pid of generators()) process.kill(pid, "SIGKILL");
      }),
    });
    expect(run.summary?.end).toBe(LoadEnd.GENERATOR_LOST);
    expect(run.summary?.counts?.ok).toBeGreaterThan(0);
    const after = await target.fire(planOf(id, { durationMs: 500 }));
    expect(after.summary?.end).toBe(LoadEnd.COMPLETED);
  });

  test("answers beyond what a test may get stop it, and the limit is named", async () => {
    target = await openTarget({ maxLoadResponseBytes: 100_000 });
    const id = await target.deploy();
    const run = await target.fire(
      planOf(id, { messageJson: '{"bytes":20000}', durationMs: 20_000, deadlineMs: 20_000 }),
    );
    expect(run.summary).toMatchObject({
      end: LoadEnd.LIMIT,
      limit: "maxLoadResponseBytes",
      limitValue: 100_000,
    });
    expect(run.summary?.counts?.ok).toBeGreaterThanOrEqual(5);
    expect(run.summary?.counts?.ok).toBeLessThan(500);
  });
});

describe("quotas", () => {
  test("a visitor has one load test at a time, and so many a minute", async () => {
    target = await openTarget({ loadsPerMinute: 2 });
    const id = await target.deploy();
    let second: Promise<Awaited<ReturnType<typeof reasonOf>>> | null = null;
    await target.fire(endless(id), {
      runId: "first",
      hear: whenSent(() => {
        second = reasonOf(target.fire(planOf(id))).finally(() => target.loads.stopLoad({ runId: "first" }));
      }),
    });
    expect(await second).toEqual({
      ...{ code: Code.ResourceExhausted, reason: "OWN_LOADS_BUSY", retries: 1 },
      metadata: { limit: "maxLoadsPerVisitor", value: "1" },
    });
    await target.fire(planOf(id, { durationMs: 500 }));
    expect(await reasonOf(target.fire(planOf(id)))).toMatchObject({
      ...{ code: Code.ResourceExhausted, reason: "QUOTA_EXCEEDED", retries: 1 },
      metadata: { limit: "loadsPerMinute", value: "2" },
    });
  });

  test("who waits is told the place in line, may leave it, and is served when the turn comes", async () => {
    target = await openTarget({ maxLoadsPerVisitor: 3 });
    const id = await target.deploy();
    const places: number[] = [];
    let waiting: Promise<unknown> | null = null;
    const first = target.fire(endless(id), {
      runId: "first",
      hear: whenSent(() => {
        const left = target.fire(planOf(id), {
          runId: "left",
          hear: (event) => {
            if (event.case === "queued") void target.loads.stopLoad({ runId: "left" });
          },
        });
        const served = left.then((run) =>
          target
            .fire(planOf(id, { durationMs: 500 }), {
              hear(event) {
                if (event.case !== "queued") return;
                places.push(event.value.place);
                void target.loads.stopLoad({ runId: "first" });
              },
            })
            .then((after) => [run, after]),
        );
        waiting = served;
      }),
    });
    expect((await first).summary?.end).toBe(LoadEnd.STOPPED);
    expect(await waiting).toMatchObject([
      { ticks: [], summary: { end: LoadEnd.STOPPED } },
      { place: 0, summary: { end: LoadEnd.COMPLETED } },
    ]);
    expect(places[0]).toBe(1);
  });

  test("neighbours are served while a load test runs: none of their calls fails", async () => {
    target = await openTarget();
    const id = await target.deploy();
    const neighbour = await target.deploy({ workers: 8 });
    const url = `${target.url}/d/${neighbour}/target.v1.Target/Wait`;
    const call = async (name: number) => {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: String(name) }),
      });
      return ((await response.json()) as { greeting?: string }).greeting;
    };
    let neighbours: Promise<readonly (string | undefined)[]> | null = null;
    const run = await target.fire(
      planOf(id, {
        model: { kind: "open", ratePerSecond: 200, arrivals: "poisson" },
        durationMs: 4_000,
        deadlineMs: 20_000,
        httpVersion: "2",
      }),
      {
        hear: whenStarted(() => {
          neighbours = (async () => {
            const greetings: (string | undefined)[] = [];
            for (let at = 0; at < 20; at++) greetings.push(await call(at));
            return greetings;
          })();
        }),
      },
    );
    expect(await neighbours).toEqual(Array.from({ length: 20 }, (_, at) => `Hello, ${at}`));
    const api = createClient(
      DeploymentService,
      createConnectTransport({ baseUrl: target.url, httpVersion: "1.1" }),
    );
    expect((await api.getDeployment({ id: neighbour })).deployment?.id).toBe(neighbour);
    const { due = 0, ok = 0, shed = 0, unsent = 0, timeout = 0 } = run.summary?.counts ?? {};
    expect(ok + shed + unsent + timeout).toBe(due);
  });
});

describe("over TLS", () => {
  test.each([
    ["connect", "1.1"],
    ["grpc", "2"],
  ] as const)(
    "%s on HTTP/%s needs nobody's trust but the server's own certificate",
    async (protocol, httpVersion) => {
      target = await openTarget({}, makeCertificate());
      const id = await target.deploy();
      const { summary } = await target.fire(
        planOf(id, { protocol, httpVersion, durationMs: 500, deadlineMs: 20_000 }),
      );
      expect(summary?.counts).toMatchObject({ due: 25, ok: 25 });
    },
  );
});

describe("what cannot be fired is refused by name", () => {
  test("and a number out of range is settled, and said", async () => {
    target = await openTarget({ maxLoadMessageBytes: 1_000 });
    const id = await target.deploy();
    const refused = (changes: Partial<LoadPlan>) => reasonOf(target.fire(planOf(id, changes)));
    expect(await refused({ deploymentId: "nobody" })).toMatchObject({
      code: Code.NotFound,
      reason: "DEPLOYMENT_NOT_FOUND",
    });
    expect(await refused({ method: "target.v1.Target/Gone" })).toMatchObject({
      ...{ code: Code.InvalidArgument, reason: "LOAD_METHOD_UNKNOWN" },
      metadata: { method: "target.v1.Target/Gone" },
    });
    expect(await refused({ method: "target.v1.Target/Count" })).toMatchObject({
      reason: "LOAD_METHOD_STREAMS",
    });
    expect(await refused({ messageJson: '{"nme":"Ada"}' })).toMatchObject({
      reason: "LOAD_MESSAGE_INVALID",
      metadata: { input: "target.v1.WaitRequest", problem: expect.stringContaining("nme") },
    });
    expect(await refused({ messageJson: "{" })).toMatchObject({ reason: "LOAD_MESSAGE_INVALID" });
    expect(await refused({ messageJson: JSON.stringify({ name: "a".repeat(1_000) }) })).toMatchObject({
      ...{ reason: "LOAD_MESSAGE_TOO_LARGE" },
      metadata: { limit: "maxLoadMessageBytes", value: "1000" },
    });
    const plan = toPlanMessage(planOf(id));
    expect(await reasonOf(readAll(target.loads.runLoad({ runId: "no spaces", plan })))).toMatchObject({
      reason: "MESSAGE_MALFORMED",
    });
    const broken = await target.fire(
      planOf(id, { protocol: "grpc", httpVersion: "1.1", deadlineMs: 1, durationMs: 500 }),
    );
    expect(broken.started?.notes.map(({ reason }) => reason)).toEqual([
      "HTTP2_NEEDED",
      "VALUE_RAISED",
      "FEW_CALLS",
    ]);
    expect(broken.summary?.end).toBe(LoadEnd.COMPLETED);
  });
});

async function readAll(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of events);
}

function whenStarted(then: () => void) {
  return (event: RunLoadResponse["event"]) => {
    if (event.case === "started") then();
  };
}

/** When the first calls were answered. */
function whenAnswered(then: () => void) {
  let isTold = false;
  return (event: RunLoadResponse["event"]) => {
    if (isTold || event.case !== "tick" || (event.value.counts?.ok ?? 0) === 0) return;
    isTold = true;
    then();
  };
}
