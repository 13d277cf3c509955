import { type Client, createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { EditorService } from "#lib/gen/playground/v1/editor_pb.ts";
import { Codec, Protocol, type ServerAttempt } from "#lib/gen/playground/v1/event_pb.ts";
import { RunService } from "#lib/gen/playground/v1/run_pb.ts";
import { type CapturedAttempt, WireService } from "#lib/gen/playground/v1/wire_pb.ts";
import type { Limits } from "#lib/limits.ts";
import { openSchema, type WireMethod } from "#lib/schema/open-schema.ts";
import { openBackend } from "#scripts/open-backend.ts";
import type { ServerParts } from "#server/start-server.ts";

const proto = `syntax = "proto3";
package greet.v1;
service Greeter {
  rpc SayHello(HelloRequest) returns (HelloReply);
  rpc Look(HelloRequest) returns (HelloReply) { option idempotency_level = NO_SIDE_EFFECTS; }
  rpc Count(HelloRequest) returns (stream HelloReply);
  rpc Refuse(HelloRequest) returns (HelloReply);
  rpc Relay(HelloRequest) returns (HelloReply);
}
message HelloRequest {
  string name = 1;
  repeated int32 numbers = 2;
  map<string, Place> places = 3;
  enum Mood { MOOD_UNSPECIFIED = 0; MOOD_GOOD = 1; }
  Mood mood = 4;
}
message Place { double at = 1; bytes mark = 2; }
message HelloReply { string greeting = 1; uint64 count = 2; }
`;

const handlers = `import { Code, ConnectError, createClient, type ConnectRouter } from "@connectrpc/connect";
import { callOptions, transport } from "playground";
import { Greeter } from "./gen/greet_pb";
const hello = (request: { name: string }) => ({ greeting: "Hello, " + request.name, count: 300n });
export default (router: ConnectRouter) =>
  router.service(Greeter, {
    sayHello: hello,
    look: hello,
    async *count(request) {
      for (let count = 1; count <= 3; count += 1) yield { greeting: request.name, count: BigInt(count) };
    },
    relay: (request, context) => createClient(Greeter, transport).sayHello(request, callOptions(context)),
    refuse() {
      throw new ConnectError("no such guest", Code.NotFound, { "x-why": "list" });
    },
  });
`;

export type WireSite = {
  readonly url: string;
  readonly port: number;
  readonly id: string;
  readonly api: Client<typeof WireService>;
  /** Schema of a method, as the page gets it. */
  method(name: string): WireMethod;
  /** All attempts of the deployment that are over, once there are `count`. */
  attempts(count: number): Promise<readonly ServerAttempt[]>;
  /** Runs an experiment `main` in the backend, and waits for its end. */
  runInBackend(runId: string, clientTs: string): Promise<void>;
  /** The bytes of an attempt. Throws with the reason for which there are none. */
  captured(captureId: string, attemptSequence: number, runId?: string): Promise<CapturedAttempt>;
  stop(): Promise<void>;
};

/** A whole backend with a deployment of its own. */
export async function openWireSite(
  limits: Partial<Limits> = {},
  tls: ServerParts["tls"] = null,
): Promise<WireSite> {
  const backend = await openBackend({ turnMs: 10_000, cpuBurstMs: 120_000, ...limits }, tls);
  const transport = createConnectTransport({
    baseUrl: backend.url,
    httpVersion: "1.1",
    nodeOptions: { ca: tls?.cert },
  });
  const deployments = createClient(DeploymentService, transport);
  const files = [
    { path: "greet.proto", content: proto },
    { path: "server.ts", content: handlers },
  ];
  const { id, diagnostics } = await deployments.createDeployment({ files, settings: {} });
  if (id === "") throw new Error(JSON.stringify(diagnostics));
  const api = createClient(WireService, transport);
  const { descriptorSet } = await api.getSchema({ deploymentId: id });
  const schema = openSchema(descriptorSet);
  return {
    url: backend.url,
    port: Number(new URL(backend.url).port),
    id,
    api,
    method(name) {
      const method = schema.method(`greet.v1.Greeter/${name}`);
      if (method === null) throw new Error(`no method ${name}`);
      return method;
    },
    async attempts(count) {
      const over = new Map<number, ServerAttempt>();
      const stop = new AbortController();
      for await (const { events } of deployments.watchDeployment({ id }, { signal: stop.signal })) {
        for (const { event } of events)
          if (event.case === "attempt" && event.value.code !== undefined)
            over.set(event.value.sequence, event.value);
        if (over.size >= count) break;
      }
      stop.abort();
      return [...over.values()].sort((a, b) => a.sequence - b.sequence);
    },
    async runInBackend(runId, clientTs) {
      const sources = [
        ...files.filter(({ path }) => path.endsWith(".proto")),
        { path: "client.ts", content: clientTs },
      ];
      const { modules, diagnostics: mistakes } = await createClient(EditorService, transport).buildClient({
        files: sources,
      });
      if (modules.length === 0) throw new Error(JSON.stringify(mistakes));
      const request = {
        ...{ deploymentId: id, runId, modules, experiment: "main", calls: 1 },
        ...{ protocol: Protocol.CONNECT, codec: Codec.BINARY },
      };
      for await (const _facts of createClient(RunService, transport).runExperiment(request));
    },
    async captured(captureId, attemptSequence, runId = "") {
      const { attempt, whyNot } = await api.getCaptured({ captureId, attemptSequence, runId });
      if (attempt === undefined) throw new Error(`nothing captured: ${whyNot}`);
      return attempt;
    },
    stop: () => backend.stop(),
  };
}
