import type { ApiClients } from "#components/api/clients.ts";
import type { RunFact } from "#lib/record/run-facts.ts";

export type ServerWatch = {
  /** Resolves when nothing can be missed any more; rejects when the watch never began. */
  readonly watching: Promise<void>;
  readonly ended: Promise<"closed" | "lost">;
  close(): void;
};

/** Follows the deployment's events for one run until `close`, and hands each on as a fact. */
export function watchServer(
  runId: string,
  id: string,
  api: Pick<ApiClients, "deployments">,
  add: (fact: RunFact) => void,
): ServerWatch {
  const controller = new AbortController();
  const { promise: watching, resolve, reject } = Promise.withResolvers<void>();
  const follow = async () => {
    try {
      for await (const batch of api.deployments.watchDeployment(
        { id, runId },
        { signal: controller.signal },
      )) {
        resolve();
        if (batch.dropped > 0n) add({ kind: "gap", dropped: Number(batch.dropped) });
        for (const event of batch.events) add({ kind: "server", event });
      }
      reject(new Error("the watch ended before it began"));
    } catch (error) {
      reject(error);
    }
    return controller.signal.aborted ? "closed" : "lost";
  };
  return { watching, ended: follow(), close: () => controller.abort() };
}
