import { join } from "node:path";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Health, HealthCheckResponse_ServingStatus as Status } from "#lib/gen/grpc/health/v1/health_pb.ts";
import { bufCurl, printed } from "#server/gateway/standard/test-buf-curl.ts";
import { askHttp1 } from "../conformance/http1.ts";
import { openSite, type Site } from "../conformance/site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite(join(import.meta.dirname, "own-health.txtar"));
}, 60_000);
afterAll(() => site?.stop());

const check = "grpc.health.v1.Health/Check";
const json = { "content-type": "application/json" };

describe("this server itself", () => {
  test.each(["grpc-v1", "grpc-v1alpha"])(
    "lists its services by %s, and none of a visitor's",
    async (reflect) => {
      const { stdout, stderr } = await bufCurl([
        ...["--http2-prior-knowledge", "--reflect-protocol", reflect, "--list-services", site.url],
      ]);
      expect(stderr).toBe("");
      const services = stdout.trim().split("\n");
      expect(services).toEqual(
        expect.arrayContaining([
          "grpc.health.v1.Health",
          "grpc.reflection.v1.ServerReflection",
          "grpc.reflection.v1alpha.ServerReflection",
          "playground.v1.ClockService",
          "playground.v1.DeploymentService",
          "playground.v1.EditorService",
        ]),
      );
      expect(services).not.toContain("stock.v1.Stock");
    },
  );

  test.each(["connect", "grpc", "grpcweb"])(
    "answers a call over %s whose schema came by reflection",
    async (protocol) => {
      const data = JSON.stringify({ id: site.id });
      const url = `${site.url}/playground.v1.DeploymentService/GetDeployment`;
      const result = await bufCurl([
        "--http2-prior-knowledge",
        "--protocol",
        protocol,
        "--reflect",
        "--data",
        data,
        url,
      ]);
      expect(result.stderr).toBe("");
      expect(printed(result.stdout)[0]).toMatchObject({ deployment: { id: site.id } });
    },
  );

  test("is healthy as a whole and service by service, over every protocol", async () => {
    for (const create of [createConnectTransport, createGrpcTransport, createGrpcWebTransport]) {
      const health = createClient(Health, create({ baseUrl: site.url, httpVersion: "2" }));
      expect(await health.check({})).toMatchObject({ status: Status.SERVING });
      expect(await health.check({ service: "playground.v1.ClockService" })).toMatchObject({
        status: Status.SERVING,
      });
      const unknown = await health.check({ service: "stock.v1.Stock" }).catch(ConnectError.from);
      expect(unknown).toMatchObject({ code: Code.NotFound });
      expect(Object.keys((await health.list({})).statuses)).toContain("playground.v1.DeploymentService");
    }
  });

  test("answers gRPC-Web's text mode", async () => {
    const reply = await fetch(`${site.url}/${check}`, {
      method: "POST",
      headers: { "content-type": "application/grpc-web-text" },
      body: Buffer.from([0, 0, 0, 0, 0]).toString("base64"),
    });
    expect(reply.headers.get("content-type")).toBe("application/grpc-web-text+proto");
    const frames = (await reply.text()).split(/(?<==)(?!=)/).map((flushed) => Buffer.from(flushed, "base64"));
    const bytes = Buffer.concat(frames);
    expect([...bytes.subarray(0, 7)]).toEqual([0, 0, 0, 0, 2, 8, Status.SERVING]);
    expect(bytes.subarray(12).toString()).toContain("grpc-status: 0\r\n");
  });
});

describe("a visitor who defines the standard health service", () => {
  test("answers its checks, whichever way the deployment is named", async () => {
    const own = { status: "NOT_SERVING" };
    const byPath = await askHttp1(`${site.url}/d/${site.id}/${check}`, { headers: json, body: "{}" });
    const byMetadata = await askHttp1(`${site.url}/${check}`, {
      headers: { ...json, "x-deployment": site.id },
      body: "{}",
    });
    const byAuthority = await askHttp1(`${site.url}/${check}`, {
      headers: { ...json, host: `${site.id}.rpc.example` },
      body: "{}",
    });
    for (const { status, body } of [byPath, byMetadata, byAuthority]) {
      expect([status, JSON.parse(body.toString())]).toEqual([200, own]);
    }
    const none = await askHttp1(`${site.url}/${check}`, { headers: json, body: "{}" });
    expect(JSON.parse(none.body.toString())).toEqual({ status: "SERVING" });
  });

  test("and not the rest of it: what theirs leaves out is UNIMPLEMENTED", async () => {
    const baseUrl = `${site.url}/d/${site.id}`;
    const health = createClient(Health, createGrpcTransport({ baseUrl }));
    expect(await health.list({}).catch(ConnectError.from)).toMatchObject({ code: Code.Unimplemented });
  });

  test("is described by their own file", async () => {
    const url = `${site.url}/d/${site.id}`;
    const { stdout } = await bufCurl(["--http2-prior-knowledge", "--reflect", "--list-methods", url]);
    expect(stdout.split("\n").filter((line) => line.startsWith("grpc.health"))).toEqual([check]);
  });
});
