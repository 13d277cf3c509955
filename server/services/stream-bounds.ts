import { Code, type Interceptor } from "@connectrpc/connect";
import type { Limits } from "#lib/limits.ts";
import { failure } from "#server/failure.ts";
import type { Places } from "#server/quota/places.ts";
import { tooManyWatches } from "./too-many-watches.ts";
import { visitorContext } from "./visitor-context.ts";

export type StreamBoundsParts = {
  readonly limits: Limits;
  /** For watches; a stream takes one while it lasts. */
  readonly places: Places;
  /** Full names of the services whose streams are bounded. */
  readonly services: ReadonlySet<string>;
};

/** Streams of the standard services end at `streamDeadlineMs`, as a deployment's do, and each takes a visitor's place. */
export function createStreamBounds({ limits, places, services }: StreamBoundsParts): Interceptor {
  return (next) => async (request) => {
    if (!request.stream || !services.has(request.service.typeName)) return next(request);
    const leave = places.take(request.contextValues.get(visitorContext));
    if (leave === null) throw tooManyWatches(limits.maxWatches);
    try {
      const response = await next(request);
      if (response.stream) return { ...response, message: bounded(response.message, limits, leave) };
      leave();
      return response;
    } catch (error) {
      leave();
      throw error;
    }
  };
}

/** The messages until the deadline. `over` is called once nobody reads them any more. */
async function* bounded<Message>(
  messages: AsyncIterable<Message>,
  { streamDeadlineMs }: Limits,
  over: () => void,
): AsyncGenerator<Message> {
  const source = messages[Symbol.asyncIterator]();
  let late = false;
  let giveUp = () => {};
  const timer = setTimeout(() => {
    late = true;
    giveUp();
  }, streamDeadlineMs);
  const take = () =>
    new Promise<IteratorResult<Message>>((resolve, reject) => {
      giveUp = () => reject(tooLong(streamDeadlineMs));
      if (late) giveUp();
      else source.next().then(resolve, reject);
    });
  try {
    for (let item = await take(); item.done !== true; item = await take()) yield item.value;
  } finally {
    clearTimeout(timer);
    over();
  }
}

function tooLong(value: number) {
  const sentence = `The stream was not over after ${value} ms (limit streamDeadlineMs).`;
  return failure(Code.DeadlineExceeded, "DEADLINE_LIMIT", sentence, { limit: "streamDeadlineMs", value });
}
