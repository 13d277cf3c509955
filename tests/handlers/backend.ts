import { toJsonString } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { CreateDeploymentResponseSchema, DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { openBackend } from "#scripts/open-backend.ts";
import type { ServerParts } from "#server/start-server.ts";
import type { HandlerProgram } from "./read-program.ts";

export type Backend = {
  readonly url: string;
  /** The id under which the program answers. Throws with its diagnostics. */
  deploy(program: HandlerProgram): Promise<string>;
  stop(): Promise<void>;
};

/** The whole backend but the pages, over TLS when it is given a certificate, with turns long enough for a busy test machine. */
export async function startBackend(tls: ServerParts["tls"] = null): Promise<Backend> {
  const limits = { turnMs: 10_000, cpuBurstMs: 120_000, deploymentsPerMinute: 1_000 };
  const backend = await openBackend(limits, tls);
  const transport = createConnectTransport({
    baseUrl: backend.url,
    httpVersion: "1.1",
    nodeOptions: { ca: tls?.cert },
  });
  const api = createClient(DeploymentService, transport);
  return {
    ...backend,
    async deploy({ files }) {
      const answer = await api.createDeployment({ files: [...files], settings: {} });
      if (answer.id === "") throw new Error(toJsonString(CreateDeploymentResponseSchema, answer));
      return answer.id;
    },
  };
}
