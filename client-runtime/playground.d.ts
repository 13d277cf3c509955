/**
 * What the playground gives to `client.ts` beside Connect itself.
 */
declare module "playground" {
  import type { DescMethodUnary, DescService, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
  import type { CallOptions, HandlerContext, Transport } from "@connectrpc/connect";

  /**
   * The way to your handlers. Give it to `createClient` or `createCallbackClient`. Every call made through it is
   * recorded. In `client.ts` it speaks the protocol and codec chosen in the settings; in `server.ts`, where one handler
   * calls another, gRPC.
   */
  export const transport: Transport;

  /**
   * Only in `client.ts`: another way to the same handlers, recorded like `transport`. With `sendCompression: "gzip"` every
   * request message of 1 KiB or more leaves compressed. Without it nothing the client sends is.
   *
   *     const uploads = createTransport({ sendCompression: "gzip" });
   *
   * With `httpVersion` it opens connections of its own through the emulated network, the first one with its first call:
   * HTTP/2 carries all calls on one, HTTP/1.1 one call at a time on each of up to six. Opening one takes a round trip. Only
   * in the backend. gRPC needs HTTP/2: over HTTP/1.1 such a transport speaks the Connect protocol.
   *
   *     const shop = createClient(Shop, createTransport({ httpVersion: "2" }));
   *
   * With `tls: "1.3"` beside it, opening takes one round trip more, as that handshake does. It is emulated: the time passes,
   * and nothing is encrypted.
   */
  export function createTransport(options?: {
    readonly sendCompression?: "gzip" | null;
    readonly httpVersion?: "1.1" | "2";
    readonly tls?: "1.3";
  }): Transport;

  /**
   * Only in `server.ts`: what a call made by a handler takes over from the one it answers. That is its signal, the time
   * left of its deadline, the trace, and whose call it is.
   *
   *     await stock.reserve(request, callOptions(context));
   */
  export function callOptions(context: HandlerContext): CallOptions;

  /** Only in `client.ts`: what was chosen in the settings for this run. */
  export const settings: {
    /** How many calls an experiment should make. */
    readonly calls: number;
    /** How calls are written down: the Connect protocol, gRPC-Web, or (in the backend) gRPC. */
    readonly protocol: "connect" | "grpc-web" | "grpc";
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
   * Only in `client.ts`: a client whose calls really block: each returns the reply itself, and until then this thread can
   * do nothing else. Unary methods only. A failed call throws a `ConnectError`.
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

  /**
   * Only in `client.ts`: a client whose calls return a handle at once and go on beside this thread, also while it is
   * blocked. Ask for the reply when and how you like:
   *
   *     const greeter = createHandleClient(Greeter);
   *     const handles = [greeter.sayHello({ name: "a" }), greeter.sayHello({ name: "b" })];
   *     const replies = handles.map((handle) => handle.wait());
   *
   * Unary methods only.
   */
  export function createHandleClient<Service extends DescService>(service: Service): HandleClient<Service>;

  export type HandleClient<Service extends DescService> = {
    [Name in keyof Service["method"]]: Service["method"][Name] extends DescMethodUnary<
      infer Input,
      infer Output
    >
      ? (
          request: MessageInitShape<Input>,
          options?: Pick<CallOptions, "headers" | "timeoutMs" | "onHeader" | "onTrailer">,
        ) => Handle<MessageShape<Output>>
      : never;
  };

  /** A call under way. Whichever way its reply is asked for first, the others give the same; a failed call throws. */
  export type Handle<Reply> = PromiseLike<Reply> & {
    /** Looks, and answers at once: the reply, or `undefined` while there is none. Each look is in the run's record. */
    tryGet(): Reply | undefined;
    /** Blocks this thread until the reply is there. */
    wait(): Reply;
  };

  /**
   * Only in `client.ts`: sends bytes that you have made yourself, without a stub, and gives back what came. An answer with
   * an error status is an answer; it rejects only where none came.
   *
   *     const { status, headers, bytes } = await post(
   *       "/greet.v1.Greeter/SayHello",
   *       { "content-type": "application/proto" },
   *       Uint8Array.of(0x0a, 0x01, 0x41),
   *     );
   */
  export function post(
    path: string,
    headers: HeadersInit,
    bytes: Uint8Array,
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array }>;

  /** Waits without blocking the thread. */
  export function sleep(ms: number): Promise<void>;
}
