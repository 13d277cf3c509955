import type { DescMethod, DescService } from "@bufbuild/protobuf";
import { type ConnectRouter, createConnectRouter, type ServiceImpl } from "@connectrpc/connect";
import { compressions } from "./compression.ts";
import { guard, stampHandler } from "./guard.ts";
import { booted } from "./host.ts";

type Handler = Parameters<typeof stampHandler>[0];
type Options = Parameters<ConnectRouter["service"]>[2];
export type UniversalHandler = ConnectRouter["handlers"][number];

/** Connect hands its JSON options on to its decoder, which would otherwise replace what is no UTF-8 (RFC 8259, 8.1). */
export const strictUtf8: object = { textDecoder: new TextDecoder("utf-8", { fatal: true }) };

/** Connect's own router, whose handlers are stamped and guarded, filled by the visitor's default export. */
export function buildHandlers(routes: unknown): Map<string, UniversalHandler> {
  if (typeof routes !== "function") {
    const found = routes === undefined ? "has no default export" : `exports ${typeof routes} as default`;
    throw new TypeError(
      `the entry module ${found}; write: export default (router: ConnectRouter) => router.service(…)`,
    );
  }
  const { maxMessageBytes } = booted().host;
  const inner = createConnectRouter({
    acceptCompression: compressions,
    readMaxBytes: maxMessageBytes,
    writeMaxBytes: maxMessageBytes,
    requireConnectProtocolHeader: false,
    jsonOptions: strictUtf8,
    interceptors: [guard],
  });
  const limited = (bytes: number | undefined) => Math.min(bytes ?? maxMessageBytes, maxMessageBytes);
  const merge = (options: Options): Options =>
    options === undefined
      ? undefined
      : {
          ...options,
          readMaxBytes: limited(options.readMaxBytes),
          writeMaxBytes: limited(options.writeMaxBytes),
          interceptors: [guard, ...(options.interceptors ?? [])],
          jsonOptions: { ...strictUtf8, ...options.jsonOptions },
        };
  const router: ConnectRouter = {
    handlers: inner.handlers,
    service(service, implementation, options) {
      inner.service(service, stampService(service, implementation) as never, merge(options));
      return router;
    },
    rpc(method: DescMethod, implementation: unknown, options: Options) {
      inner.rpc(method, stampHandler(implementation as Handler) as never, merge(options));
      return router;
    },
  } as ConnectRouter;
  routes(router);
  return new Map(inner.handlers.map((handler) => [handler.requestPath, handler]));
}

function stampService(
  service: DescService,
  implementation: Partial<ServiceImpl<DescService>>,
): Record<string, Handler> {
  const stamped: Record<string, Handler> = {};
  for (const { localName } of service.methods) {
    const handler: unknown = (implementation as Record<string, unknown>)[localName];
    // A method may use `this`, when the implementation is an instance of a class.
    if (typeof handler === "function")
      stamped[localName] = stampHandler(handler.bind(implementation) as Handler);
  }
  return stamped;
}
