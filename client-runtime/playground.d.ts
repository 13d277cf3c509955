/**
 * What the playground gives to `client.ts` beside Connect itself.
 */
declare module "playground" {
  import type { DescMethodUnary, DescService, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
  import type { CallOptions, Transport } from "@connectrpc/connect";

  /**
   * The way to your handlers, with the protocol and codec chosen in the settings. Give it to `createClient` or
   * `createCallbackClient`. Every call made through it is recorded.
   */
  export const transport: Transport;

  /** What was chosen in the settings for this run. */
  export const settings: {
    /** How many calls an experiment should make. */
    readonly calls: number;
    /** How calls are written down: the Connect protocol, or gRPC-Web. */
    readonly protocol: "connect" | "grpc-web";
    /** How messages are encoded: binary protobuf, or JSON. */
    readonly codec: "binary" | "json";
    /** Worker slots of the server; null: unlimited. */
    readonly workers: number | null;
    /** Calls that may wait for a worker slot; null: the platform's own limit. */
    readonly queueLimit: number | null;
    /** The emulated network: delay and jitter one way in milliseconds, bandwidth in kbit/s (0: unlimited). */
    readonly network: { readonly delayMs: number; readonly jitterMs: number; readonly bandwidthKbps: number };
  };

  /**
   * A client whose calls really block: each returns the reply itself, and until then this thread can do nothing else.
   * Unary methods only. A failed call throws a `ConnectError`.
   */
  export function createBlockingClient<Service extends DescService>(
    service: Service,
  ): BlockingClient<Service>;

  export type BlockingClient<Service extends DescService> = {
    [Name in keyof Service["method"]]: Service["method"][Name] extends DescMethodUnary<
      infer Input,
      infer Output
    >
      ? (
          request: MessageInitShape<Input>,
          options?: Pick<CallOptions, "headers" | "timeoutMs" | "onHeader" | "onTrailer">,
        ) => MessageShape<Output>
      : never;
  };

  /** Waits without blocking the thread. */
  export function sleep(ms: number): Promise<void>;
}
