export const benchProto = `syntax = "proto3";
package bench.v1;
service BenchService {
  rpc Say(Payload) returns (Payload);
  rpc Relay(Payload) returns (Payload);
  rpc Count(CountRequest) returns (stream Payload);
}
message Payload { bytes payload = 1; }
message CountRequest { int32 to = 1; bytes payload = 2; }
`;

/** A trivial handler; `salt` makes another deployment of the same code. */
export function benchServer(salt = ""): string {
  return `import { type ConnectRouter, createClient } from "@connectrpc/connect";
import { callOptions, transport } from "playground";
import { BenchService } from "./gen/bench_pb";
// ${salt}
const next = createClient(BenchService, transport);
export default (router: ConnectRouter) =>
  router.service(BenchService, {
    say: (request) => ({ payload: request.payload }),
    relay: (request, context) => next.say({ payload: request.payload }, callOptions(context)),
    async *count(request) {
      for (let number = 0; number < request.to; number += 1) yield { payload: request.payload };
    },
  });
`;
}

/** Deploys the bench's handlers and returns the id. */
export function deployBench(origin: string, salt = ""): Promise<string> {
  return deploy(origin, benchProto, benchServer(salt));
}

/** Deploys a proto and a handler and returns the id. */
export async function deploy(origin: string, proto: string, server: string): Promise<string> {
  const response = await fetch(`${origin}/playground.v1.DeploymentService/CreateDeployment`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      files: [
        { path: "bench.proto", content: proto },
        { path: "server.ts", content: server },
      ],
    }),
  });
  const reply = (await response.json()) as { id?: string };
  if (reply.id === undefined) throw new Error(`CreateDeployment: ${JSON.stringify(reply)}`);
  return reply.id;
}
