import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { targetFiles } from "./target-program.ts";
import { trustOf, urlOf, type Where } from "./where.ts";

/** Deploys the target program; `comment` makes it another deployment. Its id. */
export async function deployTarget(where: Where, comment: string): Promise<string> {
  const nodeOptions = trustOf(where);
  const transport = createConnectTransport({ baseUrl: urlOf(where), httpVersion: "1.1", nodeOptions });
  const files = targetFiles.map(({ path, content }) => ({ path, content: `${content}// ${comment}\n` }));
  const { id, diagnostics } = await createClient(DeploymentService, transport).createDeployment({ files });
  if (id === "") throw new Error(`the target is not deployed: ${JSON.stringify(diagnostics)}`);
  return id;
}
