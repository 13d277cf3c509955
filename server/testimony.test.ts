import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { EditorService } from "#lib/gen/playground/v1/editor_pb.ts";
import { Codec, Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import { RunService } from "#lib/gen/playground/v1/run_pb.ts";
import { foldRun } from "#lib/record/fold-run.ts";
import type { ClientFact } from "#lib/record/run-facts.ts";
import { createRunState } from "#lib/record/run-state.ts";
import { toRecord } from "#lib/record/to-record.ts";
import { type OpenBackend, openBackend } from "#scripts/open-backend.ts";

const greetProto = `syntax = "proto3";
package shop.v1;
service Shop { rpc Order(OrderRequest) returns (OrderResponse); }
message OrderRequest { string id = 1; }
message OrderResponse { uint32 sequence = 1; }
`;
const serverTs = `import { type ConnectRouter, createClient } from "@connectrpc/connect";
import { callOptions, transport } from "playground";
import { Shop } from "./gen/shop_pb";
import { Ledger } from "./gen/playground/fixtures/v1/fixtures_pb";
const ledger = createClient(Ledger, transport);
export default (router: ConnectRouter) =>
  router.service(Shop, {
    order: async ({ id }, context) => {
      const until = performance.now() + 40;
      while (performance.now() < until);
      const { sequence } = await ledger.append({ key: id, payload: "sold" }, callOptions(context));
      return { sequence };
    },
  });
`;
const clientTs = `import { createHandleClient } from "playground";
import { Shop } from "./gen/shop_pb";
import { Ledger } from "./gen/playground/fixtures/v1/fixtures_pb";
export async function buying() {
  const shop = createHandleClient(Shop);
  const handles = ["a", "b"].map((id) => shop.order({ id }));
  const sequences = handles.map((handle) => handle.wait().sequence);
  const { count } = createHandleClient(Ledger).count({}).wait();
  return { sequences, count };
}
`;

const folder = mkdtempSync(join(tmpdir(), "playground-testimony-"));
let server: OpenBackend;
beforeAll(async () => {
  server = await openBackend({}, null, folder);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("code that imports the fixtures is built and run, and the record holds what witnesses saw", async () => {
  const transport = createConnectTransport({ baseUrl: server.url, httpVersion: "1.1" });
  const protos = [{ path: "shop.proto", content: greetProto }];
  const deployments = createClient(DeploymentService, transport);
  const deployed = await deployments.createDeployment({
    files: [...protos, { path: "server.ts", content: serverTs }],
    settings: {},
  });
  expect(deployed.diagnostics).toEqual([]);
  const built = await createClient(EditorService, transport).buildClient({
    files: [...protos, { path: "client.ts", content: clientTs }],
  });
  expect(built.diagnostics).toEqual([]);

  const abort = new AbortController();
  const events = deployments.watchDeployment({ id: deployed.id, runId: "run-1" }, { signal: abort.signal });
  const batches = events[Symbol.asyncIterator]();
  let state = createRunState({
    ...{ id: "run-1", deploymentId: deployed.id, experiment: "buying", title: "", hosts: 1, stepUs: 1 },
    settings: {
      ...{ workers: null, queueLimit: null, protocol: "grpc", codec: "binary", calls: 1 },
      network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
    },
  });
  const plan = { deploymentId: deployed.id, runId: "run-1", modules: built.modules, experiment: "buying" };
  const ways = { protocol: Protocol.GRPC, codec: Codec.BINARY, calls: 1 };
  for await (const { facts } of createClient(RunService, transport).runExperiment({ ...plan, ...ways })) {
    for (const text of facts)
      state = foldRun(state, { kind: "client", fact: JSON.parse(text) as ClientFact });
  }
  const isWhole = () => state.fixtures.length >= 3 && state.serverBusy.length >= 2;
  while (!isWhole()) {
    const { value, done } = await batches.next();
    if (done === true) throw new Error("the watch ended");
    for (const event of value.events) state = foldRun(state, { kind: "server", event });
  }
  abort.abort();

  const record = toRecord(state);
  expect(record.header.outcome).toMatchObject({ kind: "finished" });
  const outcome = record.header.outcome;
  const returned = outcome.kind === "finished" ? JSON.parse(outcome.returned ?? "null") : null;
  expect(returned.count).toBe(2);
  expect(returned.sequences.toSorted()).toEqual([1, 2]);
  const asked = record.fixtures?.map(({ fixture, op, key }) => `${fixture} ${op} ${key}`) ?? [];
  expect(asked.toSorted()).toEqual(["ledger Append a", "ledger Append b", "ledger Count "]);
  expect(record.threads[1]?.blocked.length).toBeGreaterThanOrEqual(2);
  // Each order kept the processor, and while they ran somebody looked at the heap.
  const spent = [...record.details.values()].flatMap(({ cpuUs }) => cpuUs ?? []);
  expect(spent).toHaveLength(2);
  expect(Math.min(...spent)).toBeGreaterThan(1_000);
  expect(record.heap?.length).toBeGreaterThan(0);
  expect(record.control?.kind).toBe("promise");
});
