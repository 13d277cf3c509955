import type { ClientPlan } from "#lib/load/pacer.ts";
import type { SegmentRun } from "./segment-run.ts";

/**
 * Clients with one call under way each. A call is intended when its client has thought, so that a generator that is late for
 * it counts against the latency and not against the thinking.
 */
export function fireClosed(run: SegmentRun, clients: readonly ClientPlan[]): void {
  const think = (client: number, plan: ClientPlan, fromUs: number) => {
    const thinkUs = plan.nextThinkUs();
    const intendedUs = fromUs + thinkUs;
    const level = run.levelAt(intendedUs);
    if (level === null) return;
    const call = () =>
      run.call({ intendedUs, level, client, thinkUs }, (endedUs) => think(client, plan, endedUs));
    if (run.isDue(intendedUs)) call();
    else run.at(intendedUs, call);
  };
  for (const [client, plan] of clients.entries()) think(client, plan, plan.joinsUs);
}
