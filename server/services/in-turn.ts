import type { HandlerContext } from "@connectrpc/connect";
import type { FailureReason } from "#lib/failure-reasons.ts";
import { busy } from "#server/failure.ts";
import type { Asker, Crowded, FairQueue } from "#server/quota/fair-queue.ts";
import { visitorContext } from "./visitor-context.ts";

const maxTicketChars = 64;

/** Who asks, and the ticket by which they may ask for their place in line. */
export function askerOf({ values, requestHeader }: Pick<HandlerContext, "values" | "requestHeader">): Asker {
  const ticket = (requestHeader.get("x-ticket") ?? "").slice(0, maxTicketChars);
  return { visitor: values.get(visitorContext), ticket };
}

/** Does the work when it is the asker's turn; RESOURCE_EXHAUSTED when too many wait. Whoever goes away leaves the line. */
export async function inTurn<Value>(
  queue: FairQueue,
  context: HandlerContext,
  work: () => Promise<Value>,
): Promise<Value> {
  const turn = await queue.enter(askerOf(context), context.signal);
  if (!turn.ok) throw lineFull(turn.problem);
  try {
    return await work();
  } finally {
    turn.leave();
  }
}

/** Too many wait: RESOURCE_EXHAUSTED, with the time to come back. */
export function lineFull({ limit, value, retryAfterMs }: Crowded) {
  const whose = limit === "maxWaiting" ? "" : " of yours";
  const sentence = `${value} requests${whose} wait in line already (limit ${limit}).`;
  return busy("LINE_FULL" satisfies FailureReason, sentence, retryAfterMs, { limit, value });
}
