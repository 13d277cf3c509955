import { randomBytes } from "node:crypto";
import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";
import { failure } from "./failure.ts";
import type { Log } from "./log.ts";
import { StoreError } from "./store/store-error.ts";
import { storeUnavailable } from "./store-unavailable.ts";

/**
 * The one place where a bug of ours becomes an answer: the cause goes to the log under an incident id, the caller gets
 * the id and a sentence. A store in trouble has a name of its own. What a service throws on purpose passes, and so does the reason of an aborted signal.
 */
export function createEdgeInterceptor(log: Log): Interceptor {
  return (next) => async (request) => {
    const convert = (error: unknown): ConnectError => {
      if (error instanceof ConnectError) return error;
      if (request.signal.aborted) return ConnectError.from(request.signal.reason, Code.Canceled);
      const method = `${request.service.typeName}/${request.method.name}`;
      if (error instanceof StoreError) {
        log.warn("an RPC of ours met a store in trouble", { method, error });
        return storeUnavailable(error);
      }
      const incident = randomBytes(6).toString("hex");
      log.error("an RPC of ours failed", { incident, method, error });
      return failure(Code.Internal, "INTERNAL_FAULT", "Something went wrong on our side.", { incident });
    };
    try {
      const response = await next(request);
      if (!response.stream) return response;
      return { ...response, message: converted(response.message, convert) };
    } catch (error) {
      throw convert(error);
    }
  };
}

async function* converted<Message>(
  messages: AsyncIterable<Message>,
  convert: (error: unknown) => ConnectError,
): AsyncGenerator<Message> {
  try {
    yield* messages;
  } catch (error) {
    throw convert(error);
  }
}
