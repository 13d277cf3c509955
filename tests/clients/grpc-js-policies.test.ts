import { join } from "node:path";
import { connectivityState, status } from "@grpc/grpc-js";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { endStream, type FrameTap, openFrameTap } from "../conformance/frame-tap.ts";
import { openSite, type Site } from "../conformance/site.ts";
import { type GrpcJsClient, openGrpcJs } from "./grpc-js-client.ts";

let site: Site;
let client: GrpcJsClient;
beforeAll(async () => {
  site = await openSite(join(import.meta.dirname, "greeter.txtar"));
}, 60_000);
afterEach(() => client?.close());
afterAll(() => site?.stop());

const config = (policy: object, more = {}) => ({
  "grpc.service_config": JSON.stringify({ methodConfig: [{ name: [{}], ...policy }], ...more }),
});
const retryPolicy = {
  maxAttempts: 3,
  initialBackoff: "0.01s",
  maxBackoff: "0.02s",
  backoffMultiplier: 1,
  retryableStatusCodes: ["UNAVAILABLE"],
};
const failing = (name: string, failures: number, more = {}) => ({
  requests: [{ name, failures, code: status.UNAVAILABLE, ...more }],
});

/** `grpc-previous-rpc-attempts` of each attempt that reached the handler. */
async function attemptsOf(name: string): Promise<string[]> {
  const { replies } = await client.call("recall", { requests: [{ name }] });
  return (replies[0]?.previousAttempts as string[] | undefined) ?? [];
}

describe("G18 retries:", () => {
  test("UNAVAILABLE without headers is tried again; the third attempt answers", async () => {
    client = openGrpcJs(site, config({ retryPolicy }));
    const { code, replies } = await client.call("sayHelloAtLast", failing("third", 2));
    expect([code, replies]).toEqual([0, [{ message: "Hello, third!" }]]);
    expect(await attemptsOf("third")).toEqual(["", "1", "2"]);
  });

  test("a code that the policy does not name is not", async () => {
    client = openGrpcJs(site, config({ retryPolicy }));
    const { code } = await client.call("sayHelloAtLast", failing("other", 2, { code: status.ABORTED }));
    expect([code, await attemptsOf("other")]).toEqual([status.ABORTED, [""]]);
  });

  test("nor is a call whose headers have come", async () => {
    client = openGrpcJs(site, config({ retryPolicy }));
    const { code, replies } = await client.call("repliesAtLast", failing("headers", 2));
    expect([code, replies]).toEqual([status.UNAVAILABLE, [{ message: "wait" }]]);
    expect(await attemptsOf("headers")).toEqual([""]);
  });

  test("at most five attempts, whatever the policy says", async () => {
    client = openGrpcJs(site, config({ retryPolicy: { ...retryPolicy, maxAttempts: 9 } }));
    const { code } = await client.call("sayHelloAtLast", failing("five", 9));
    expect([code, await attemptsOf("five")]).toEqual([status.UNAVAILABLE, ["", "1", "2", "3", "4"]]);
  });

  test("a negative grpc-retry-pushback-ms of the handler stops them, a positive one does not", async () => {
    client = openGrpcJs(site, config({ retryPolicy }));
    await client.call("sayHelloAtLast", failing("stop", 2, { pushback: "-1" }));
    expect(await attemptsOf("stop")).toEqual([""]);
    const { code } = await client.call("sayHelloAtLast", failing("wait", 2, { pushback: "5" }));
    expect([code, await attemptsOf("wait")]).toEqual([0, ["", "1", "2"]]);
  });

  test("throttling pauses them when half of the tokens are gone", async () => {
    client = openGrpcJs(
      site,
      config({ retryPolicy }, { retryThrottling: { maxTokens: 4, tokenRatio: 0.1 } }),
    );
    await client.call("sayHelloAtLast", failing("first", 9));
    await client.call("sayHelloAtLast", failing("throttled", 9));
    expect(await attemptsOf("first")).toHaveLength(2);
    expect(await attemptsOf("throttled")).toEqual([""]);
  });
});

describe("G19 hedging:", () => {
  test("the second call answers first and the slow one is cancelled", async () => {
    const hedgingPolicy = { maxAttempts: 2, hedgingDelay: "0.05s", nonFatalStatusCodes: ["UNAVAILABLE"] };
    client = openGrpcJs(site, config({ hedgingPolicy }));
    const request = { name: "hedged", patienceMs: 20_000, failures: 1 };
    const { code, replies } = await client.call("sayHelloLater", { requests: [request] });
    expect([code, replies]).toEqual([0, [{ message: "Hello, hedged!" }]]);
    expect(await attemptsOf("hedged")).toEqual(["", "1"]);
    const cancelled = async () =>
      (await client.call("recall", { requests: [{ name: "hedged" }] })).replies[0]?.cancelled;
    await expect.poll(cancelled, { timeout: 10_000 }).toBe(1);
  });
});

describe("load balancing over several addresses:", () => {
  let taps: FrameTap[];
  beforeAll(async () => {
    taps = await Promise.all([1, 2, 3].map(() => openFrameTap(site.port)));
  });
  afterAll(() => {
    for (const tap of taps) tap.close();
  });

  /** Replies that each address has sent. */
  const counts = () =>
    taps.map(
      ({ frames }) =>
        frames.filter(({ type, flags }) => type === "HEADERS" && (flags & endStream) !== 0).length,
    );

  test.each([
    ["pick_first", (moved: number[]) => expect(moved.sort()).toEqual([0, 0, 12])],
    [
      "round_robin",
      (moved: number[]) => expect(Math.max(...moved) - Math.min(...moved)).toBeLessThanOrEqual(1),
    ],
  ] as const)("12 calls by %s", async (policy, check) => {
    const target = `ipv4:${taps.map(({ port }) => `127.0.0.1:${port}`).join(",")}`;
    client = openGrpcJs(
      site,
      { ...config({}, { loadBalancingConfig: [{ [policy]: {} }] }), "grpc.default_authority": "localhost" },
      target,
    );
    // Every address is connected once calls have gone round; before, they go to those that are ready.
    const enough = policy === "round_robin" ? 3 : 1;
    const ready = () => counts().filter((count) => count > 0).length;
    while (ready() < enough) await client.call("sayHello", {});
    const before = counts();
    for (let call = 0; call < 12; call++) expect((await client.call("sayHello", {})).code).toBe(0);
    check(counts().map((count, at) => count - (before[at] ?? 0)));
  });
});

describe("a connection of grpc-js", () => {
  test("G20 with keepalive pings lives while calls are answered", async () => {
    const tap = await openFrameTap(site.port);
    client = openGrpcJs(site, { "grpc.keepalive_time_ms": 1_000 }, `127.0.0.1:${tap.port}`);
    const requests = [{ name: "pinged", patienceMs: 1_300 }];
    expect((await client.call("sayHelloLater", { requests })).code).toBe(0);
    expect(tap.frames.some(({ type }) => type === "PING")).toBe(true);
    tap.close();
  });

  test("G17 that hears GOAWAY ends its calls there and goes to where the server is now", async () => {
    const old = await openSite(join(import.meta.dirname, "greeter.txtar"));
    const tap = await openFrameTap(old.port);
    client = openGrpcJs(old, {}, `127.0.0.1:${tap.port}`);
    const late = client.call("sayHelloLater", { requests: [{ name: "late", patienceMs: 400 }] });
    await expect
      .poll(() => client.channel.getChannel().getConnectivityState(false))
      .toBe(connectivityState.READY);
    await expect.poll(() => attemptsOf("late").then(({ length }) => length)).toBe(1);
    await old.stop();
    expect((await late).replies).toEqual([{ message: "Hello, late!" }]);
    expect(tap.frames.some(({ type }) => type === "GOAWAY")).toBe(true);
    tap.close();
  });
});
