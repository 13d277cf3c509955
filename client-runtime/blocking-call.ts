import type { DescMethodUnary, DescService, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import type { Heartbeat } from "./heartbeat.ts";
import { beginUnary, onlyUnary, type UnaryCall, type UnaryOptions, type UnaryParts } from "./unary-call.ts";
import type { Exchange } from "./unary-protocols.ts";

export type BlockingClient<Service extends DescService> = {
  [Name in keyof Service["method"]]: Service["method"][Name] extends DescMethodUnary<
    infer Input,
    infer Output
  >
    ? (request: MessageInitShape<Input>, options?: UnaryOptions) => MessageShape<Output>
    : never;
};

export type BlockingParts = UnaryParts & {
  readonly heartbeat: Pick<Heartbeat, "called">;
  readonly now: () => number;
  /** Tells all that is known, T1 included, and stops the thread until the whole response is there; throws a `ConnectError` where none comes. */
  readonly exchange: (call: UnaryCall) => Exchange;
};

/**
 * Clients whose calls return the reply itself: the thread stops until it is there. Connect has nothing of the kind, so
 * the bytes of a unary call are made and read here; how the thread stops is the platform's.
 */
export function createBlockingClients(
  parts: BlockingParts,
): <Service extends DescService>(service: Service) => BlockingClient<Service> {
  return (service) => {
    const client = Object.fromEntries(
      service.methods.map((method) => [
        method.localName,
        (request: MessageInitShape<DescMethodUnary["input"]>, options?: UnaryOptions) =>
          method.methodKind === "unary"
            ? call(method as DescMethodUnary, request, options ?? {}, parts)
            : onlyUnary(method.methodKind),
      ]),
    );
    return client as BlockingClient<typeof service>;
  };
}

function call(
  method: DescMethodUnary,
  request: MessageInitShape<DescMethodUnary["input"]>,
  options: UnaryOptions,
  parts: BlockingParts,
): MessageShape<DescMethodUnary["output"]> {
  const { heartbeat, now, exchange } = parts;
  const unary = beginUnary(method, request, options, { ...parts, blocking: true });
  const fromUs = now();
  let response: Exchange;
  try {
    response = exchange(unary);
  } catch (error) {
    throw unary.fail(error);
  } finally {
    heartbeat.called(fromUs, now());
  }
  return unary.finish(response);
}
