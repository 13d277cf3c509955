import { randomId } from "./random-id.ts";

const key = "rpc-playground.scope";
let inMemory: string | undefined;

/**
 * Names this browser to the server as the owner of its deployments, so that two visitors who run the same code do not
 * share a runner and a worker pool. Random, kept in this browser, of no other use.
 */
export function deploymentScope(): string {
  inMemory ??= randomId();
  try {
    const known = localStorage.getItem(key);
    if (known !== null) return known;
    localStorage.setItem(key, inMemory);
  } catch {
    // Storage refused: the name lives as long as the page.
  }
  return inMemory;
}
