import { type ClientHttp2Session, connect } from "node:http2";
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { afterEach, describe, expect, test } from "vitest";
import { Health, HealthCheckResponse_ServingStatus as Status } from "#lib/gen/grpc/health/v1/health_pb.ts";
import { openTestGateway, type TestGateway, type TestGatewayOptions } from "../test-gateway.ts";
import { echoService } from "../test-service.ts";

const id = "abcdefghijklmnopqrstuvwxyz";
let site: TestGateway;
const sessions: ClientHttp2Session[] = [];
afterEach(async () => {
  for (const session of sessions.splice(0)) session.destroy();
  await site.close();
});

async function open(options: Partial<TestGatewayOptions> = {}) {
  site = await openTestGateway({
    ids: [id],
    routes: (router) => router.service(echoService, {}),
    ...options,
  });
  return site;
}

const protocols = {
  connect: createConnectTransport,
  grpc: createGrpcTransport,
  grpcWeb: createGrpcWebTransport,
} as const;
const names = Object.keys(protocols) as (keyof typeof protocols)[];

const transportOf = (protocol: keyof typeof protocols): Transport =>
  protocols[protocol]({ baseUrl: `${site.http2}/d/${id}`, httpVersion: "2" });

describe.each(names)("over %s", (protocol) => {
  test("health is checked, listed and watched, and no runner is started for it", async () => {
    await open();
    const health = createClient(Health, transportOf(protocol));
    expect(await health.check({})).toMatchObject({ status: Status.SERVING });
    expect(await health.check({ service: "test.v1.EchoService" })).toMatchObject({ status: Status.SERVING });
    const unknown = await health.check({ service: "nobody" }).catch(ConnectError.from);
    expect(unknown).toMatchObject({ code: Code.NotFound });
    const { statuses } = await health.list({});
    expect(Object.keys(statuses).sort()).toEqual(["", "test.v1.EchoService"]);
    for await (const { status } of health.watch({})) {
      expect(status).toBe(Status.SERVING);
      break;
    }
    expect(site.sandbox.opened).toBe(0);
  });

  test("a watch of an unknown service says so and stays open until the gateway drains", async () => {
    await open();
    const health = createClient(Health, transportOf(protocol));
    const seen: Status[] = [];
    let drained: Promise<void> | undefined;
    const watch = (async () => {
      for await (const { status } of health.watch({ service: "nobody" })) {
        seen.push(status);
        drained = site.gateway.drain();
      }
    })();
    expect(await watch.catch(ConnectError.from)).toMatchObject({ code: Code.Unavailable });
    expect(seen).toEqual([Status.SERVICE_UNKNOWN]);
    await drained;
  });

  test("a watch hears NOT_SERVING when the gateway drains, then UNAVAILABLE, and holds nothing up", async () => {
    await open();
    const health = createClient(Health, transportOf(protocol));
    const seen: Status[] = [];
    let drained: Promise<void> | undefined;
    const watch = (async () => {
      for await (const { status } of health.watch({})) {
        seen.push(status);
        drained ??= site.gateway.drain();
      }
    })();
    expect(await watch.catch(ConnectError.from)).toMatchObject({ code: Code.Unavailable });
    expect(seen).toEqual([Status.SERVING, Status.NOT_SERVING]);
    await drained;
  });

  test("a watch ends when its caller leaves: a drain has nothing to wait for", async () => {
    await open();
    const health = createClient(Health, transportOf(protocol));
    const leave = new AbortController();
    const watch = (async () => {
      for await (const _ of health.watch({}, { signal: leave.signal })) leave.abort();
    })();
    expect(await watch.catch(ConnectError.from)).toMatchObject({ code: Code.Canceled });
    await site.gateway.drain();
  });

  test("a watch keeps to the caller's deadline", async () => {
    await open();
    const health = createClient(Health, transportOf(protocol));
    const watch = (async () => {
      for await (const _ of health.watch({}, { timeoutMs: 200 }));
    })();
    expect(await watch.catch(ConnectError.from)).toMatchObject({ code: Code.DeadlineExceeded });
  });
});

test("a deployment that cools down is NOT_SERVING, which a watch hears", async () => {
  const refuse = () =>
    ({ ok: false, problem: { kind: "threw", error: { name: "Error", message: "no", frames: [] } } }) as const;
  await open({ refuse });
  const health = createClient(Health, transportOf("grpc"));
  const echo = createClient(echoService, transportOf("connect"));
  const seen: Status[] = [];
  for await (const { status } of health.watch({})) {
    seen.push(status);
    if (seen.length === 2) break;
    for (let death = 0; death < 3; death++) await echo.say({}).catch(() => {});
  }
  expect(seen).toEqual([Status.SERVING, Status.NOT_SERVING]);
  expect(await health.check({})).toMatchObject({ status: Status.NOT_SERVING });
});

test("more calls at once than a deployment may have are RESOURCE_EXHAUSTED", async () => {
  await open({ limits: { maxConcurrentCalls: 2 } });
  const health = createClient(Health, transportOf("grpc"));
  const leave = new AbortController();
  const watches = [1, 2].map(() => health.watch({}, { signal: leave.signal })[Symbol.asyncIterator]());
  for (const watch of watches) await watch.next();
  expect(await health.check({}).catch(ConnectError.from)).toMatchObject({ code: Code.ResourceExhausted });
  leave.abort();
  for (const watch of watches) await watch.next().catch(() => {});
});

test("a stream of reflection that lasts too long, or asks too large, is told so", async () => {
  await open({ limits: { streamDeadlineMs: 200, maxMessageBytes: 100 } });
  // By hand: Connect's own client reads no trailers of a call whose requests were not over.
  const call = { path: "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", body: [], goesOn: true };
  expect(await callByHand("localhost", { "x-deployment": id }, call)).toBe("4");
  const large = { ...call, body: [0, 0, 0, 4, 0, ...new Array<number>(1_024).fill(0)] };
  expect(await callByHand("localhost", { "x-deployment": id }, large)).toBe("8");
});

test("neither leaves a trace in the record of the visitor's handlers", async () => {
  await open();
  await createClient(Health, transportOf("grpc")).check({});
  const stop = new AbortController();
  for await (const batch of site.gateway.watch(id, "", stop.signal)) {
    expect(batch.events).toEqual([]);
    break;
  }
});

const check = { path: "/grpc.health.v1.Health/Check", body: [0, 0, 0, 0, 0], goesOn: false };

/** One gRPC call by hand, with an authority and metadata of choice; resolves to `grpc-status`. */
function callByHand(authority: string, headers: Record<string, string>, call = check): Promise<string> {
  return new Promise((resolve, reject) => {
    const session = connect(site.http2);
    sessions.push(session);
    session.on("error", reject);
    const stream = session.request({
      ...{ ":method": "POST", ":path": call.path, ":authority": authority },
      ...{ "content-type": "application/grpc", te: "trailers", ...headers },
    });
    stream.on("response", (head) => {
      if (head["grpc-status"] !== undefined) resolve(String(head["grpc-status"]));
    });
    stream.on("trailers", (trailers) => resolve(String(trailers["grpc-status"])));
    stream.on("error", reject);
    stream.resume();
    stream.write(Uint8Array.from(call.body));
    if (!call.goesOn) stream.end();
  });
}

test("a deployment is found by metadata and by authority, and no neighbour's is", async () => {
  await open();
  expect(await callByHand("localhost", { "x-deployment": id })).toBe("0");
  expect(await callByHand(`${id}.rpc.example:443`, {})).toBe("0");
  expect(await callByHand("bcdefghijklmnopqrstuvwxyz2.rpc.example", {})).toBe("5");
});

test("HTTP/1.1 serves all but the bidirectional stream, which is told that it needs HTTP/2", async () => {
  await open();
  const post = (path: string, type: string) =>
    fetch(`${site.http1}/d/${id}/${path}`, { method: "POST", headers: { "content-type": type }, body: "{}" });
  const checked = await post("grpc.health.v1.Health/Check", "application/json");
  expect([checked.status, await checked.json()]).toEqual([200, { status: "SERVING" }]);
  const info = await post(
    "grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
    "application/connect+json",
  );
  expect(info.status).toBe(505);
});
