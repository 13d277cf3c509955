import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenBackend, openBackend } from "#scripts/open-backend.ts";
import { openPostgresStore } from "#server/store/open-postgres-store.ts";
import { findPostgres } from "./find-postgres.ts";
import { openPostgresServer, type PostgresServer } from "./postgres-server.ts";

const { programs, reason } = findPostgres();

const proto = `syntax = "proto3";
package greet.v1;
service Greeter { rpc SayHello(SayHelloRequest) returns (SayHelloResponse); }
message SayHelloRequest { string name = 1; }
message SayHelloResponse { string greeting = 1; }
`;
const sources = (greeting: string) => [
  { path: "greet.proto", content: proto },
  {
    path: "server.ts",
    content: `import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";
export default (router: ConnectRouter) =>
  router.service(Greeter, { sayHello: ({ name }) => ({ greeting: "${greeting}, " + name }) });
`,
  },
];

type Json = Record<string, unknown>;
type Created = { id: string; diagnostics?: { reason: string; values: Json; severity: string }[] };

describe.skipIf(reason !== undefined)(reason ?? "a site whose PostgreSQL goes away", () => {
  let server: PostgresServer;
  let url: string;
  let site: OpenBackend;
  beforeAll(async () => {
    server = await openPostgresServer(programs);
    url = await server.createDatabase();
    site = await openBackend({}, null, await openPostgresStore(url));
  }, 60_000);
  afterAll(async () => {
    await site?.stop();
    await server?.stop();
  });

  async function post(path: string, body: unknown): Promise<{ status: number; json: Json }> {
    const response = await fetch(site.url + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, json: JSON.parse(await response.text()) };
  }
  const api = (method: string, body: unknown) => post(`/playground.v1.DeploymentService/${method}`, body);
  const deploy = async (greeting: string) => {
    const { status, json } = await api("CreateDeployment", { files: sources(greeting) });
    expect(status, JSON.stringify(json)).toBe(200);
    return json as unknown as Created;
  };
  const greet = (id: string) => post(`/d/${id}/greet.v1.Greeter/SayHello`, { name: "Wei" });
  const readiness = async () => {
    const response = await fetch(`${site.url}/readyz`);
    return { status: response.status, ...((await response.json()) as { store: string }) };
  };
  const kept = async () => (await server.query(url, "select id from deployment")).map(({ id }) => id);
  /** One that no server has in memory: an id that nobody ever deployed. */
  const stranger = "a".repeat(26);

  test("goes on running code, old and new, says what it cannot do, and mends itself", async () => {
    const before = await deploy("before");
    expect(before.diagnostics ?? []).toEqual([]);
    expect(await kept()).toEqual([before.id]);
    expect(await readiness()).toMatchObject({ status: 200, store: "ok" });

    await server.kill();
    expect(await greet(before.id)).toEqual({ status: 200, json: { greeting: "before, Wei" } });
    expect((await api("GetDeployment", { id: before.id })).status).toBe(200);
    const during = await deploy("during");
    expect(during.diagnostics).toMatchObject([
      { reason: "NOT_KEPT", values: { store: "unreachable" }, severity: "SEVERITY_WARNING" },
    ]);
    expect(await greet(during.id)).toEqual({ status: 200, json: { greeting: "during, Wei" } });
    expect(await readiness()).toMatchObject({ status: 200, ready: true, missing: [], store: "unreachable" });

    for (const answer of [await api("GetDeployment", { id: stranger }), await greet(stranger)]) {
      expect(answer.status).toBe(503);
      expect(answer.json).toMatchObject({ code: "unavailable" });
      expect(JSON.stringify(answer.json)).toContain("STORE_UNAVAILABLE");
      expect(JSON.stringify(answer.json)).not.toContain("ECONNREFUSED");
    }

    await server.start();
    await expect.poll(readiness, { timeout: 20_000 }).toMatchObject({ store: "ok" });
    // What ran in the meantime is kept now, and without anybody's asking.
    await expect.poll(kept, { timeout: 20_000 }).toContain(during.id);
    expect((await greet(stranger)).status).toBe(404);
    expect((await deploy("during")).diagnostics ?? []).toEqual([]);
  }, 90_000);
});
