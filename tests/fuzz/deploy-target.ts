import type { Where } from "./send-shot.ts";
import { targetFiles } from "./target-program.ts";

/** Deploys the target program; `comment` makes it another deployment. Its id. */
export async function deployTarget({ host, port }: Where, comment: string): Promise<string> {
  const files = targetFiles.map(({ path, content }) => ({ path, content: `${content}// ${comment}\n` }));
  const response = await fetch(`http://${host}:${port}/playground.v1.DeploymentService/CreateDeployment`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ files }),
  });
  const answer: unknown = await response.json();
  const id = typeof answer === "object" && answer !== null && "id" in answer ? answer.id : undefined;
  if (typeof id !== "string") throw new Error(`the target is not deployed: ${JSON.stringify(answer)}`);
  return id;
}
