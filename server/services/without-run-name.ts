import { createHash } from "node:crypto";
import type { ServerEvent } from "#lib/gen/playground/v1/event_pb.ts";

/**
 * The event for whoever watches a whole deployment. Who knows the name of a run can make calls in it and write into its
 * ledger, so that strangers hear another one, by which they can still tell runs apart.
 */
export function withoutRunName(event: ServerEvent): ServerEvent {
  const { event: told } = event;
  if ((told.case !== "attempt" && told.case !== "fixture") || told.value.runId === "") return event;
  const runId = strangersName(told.value.runId);
  if (told.case === "attempt")
    return { ...event, event: { case: "attempt", value: { ...told.value, runId } } };
  return { ...event, event: { case: "fixture", value: { ...told.value, runId } } };
}

/** What strangers call a run: nobody finds the name itself by it, since that is drawn from many. */
export function strangersName(runId: string): string {
  return createHash("sha256").update(`run ${runId}`).digest("hex").slice(0, 12);
}
