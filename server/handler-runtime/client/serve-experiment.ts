import type { ContextValues } from "@connectrpc/connect";
import { handlerRunKey } from "../guard.ts";
import type { UniversalHandler } from "../router.ts";
import type { BackendRun } from "./backend-run.ts";
import { runExperiment } from "./run-experiment.ts";

type Request = { readonly body: unknown; readonly contextValues: ContextValues };

/** Where the host asks for the experiment, once in the life of a program of this kind. */
const path = "/run";

/**
 * A program that is a client answers one request: what to run comes as JSON, and the facts of the run go back as they
 * happen, JSON arrays in lines of their own. It is no RPC and wears the same clothes, so that windows, abort and limits
 * are those of every exchange.
 */
export function serveExperiment(entry: string): ReadonlyMap<string, UniversalHandler> {
  const handler = async ({ body, contextValues }: Request) => {
    const run = JSON.parse(await readText(body as AsyncIterable<Uint8Array>)) as BackendRun;
    const exchange = contextValues.get(handlerRunKey)?.exchange ?? 0;
    return { status: 200, header: new Headers(), body: runExperiment(entry, run, exchange) };
  };
  return new Map([[path, Object.assign(handler, { method: { methodKind: "server_streaming" } }) as never]]);
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
