import type { Transport } from "@connectrpc/connect";
import type { UniversalClientFn } from "@connectrpc/connect/protocol";
import * as connect from "@connectrpc/connect/protocol-connect";
import * as grpc from "@connectrpc/connect/protocol-grpc";
import * as grpcWeb from "@connectrpc/connect/protocol-grpc-web";
import { compressionBrotli, compressionGzip } from "@connectrpc/connect-node";
import type { ExchangeSink, Replica } from "./sandbox.ts";

export const wires = ["connect", "connect-json", "grpc", "grpc-web"] as const;
export type Wire = (typeof wires)[number];

export type TransportOptions = {
  readonly compression?: "gzip" | "br";
  readonly marks?: { readonly name: string; readonly atUs: number }[];
};

/** A real Connect transport whose HTTP is an exchange with a replica. */
export function transportTo(replica: Replica, wire: Wire, options: TransportOptions = {}): Transport {
  const { createTransport } = wire === "grpc" ? grpc : wire === "grpc-web" ? grpcWeb : connect;
  const compression = options.compression === "br" ? compressionBrotli : compressionGzip;
  return createTransport({
    httpClient: clientOf(replica, options),
    baseUrl: "http://127.0.0.1:4100",
    useBinaryFormat: wire !== "connect-json",
    interceptors: [],
    acceptCompression: options.compression === undefined ? [] : [compression],
    sendCompression: options.compression === undefined ? null : compression,
    compressMinBytes: 100,
    readMaxBytes: 64 * 1024 * 1024,
    writeMaxBytes: 64 * 1024 * 1024,
  });
}

type Answer = Awaited<ReturnType<UniversalClientFn>>;

function clientOf(replica: Replica, { marks }: TransportOptions): UniversalClientFn {
  return (request) =>
    new Promise<Answer>((resolve, reject) => {
      const chunks: Uint8Array[] = [];
      const trailer = new Headers();
      let over = false;
      let failure: Error | null = null;
      let wake = () => {};
      let drained = () => {};
      const sink: ExchangeSink = {
        head: (status, headers) =>
          resolve({
            status,
            header: new Headers([...headers].map(([n, v]) => [n, v])),
            body: read(),
            trailer,
          }),
        data: (bytes) => {
          chunks.push(Uint8Array.from(bytes));
          wake();
        },
        end: (trailers) => {
          for (const [name, value] of trailers) trailer.append(name, value);
          over = true;
          wake();
        },
        fail: (stop) => {
          failure = new Error(`stopped: ${stop.reason} ${stop.limit} ${stop.limitValue}`);
          reject(failure);
          wake();
        },
        drain: () => drained(),
        mark: (name, atUs) => marks?.push({ name, atUs }),
      };
      const headers = [...request.header].map(([name, value]) => [name, value] as const);
      const { pathname, search } = new URL(request.url);
      const exchange = replica.exchange(
        { method: request.method, url: pathname + search, httpVersion: "2.0", headers, body: null },
        sink,
      );
      request.signal?.addEventListener("abort", () => exchange.abort("canceled"));

      async function* read(): AsyncGenerator<Uint8Array> {
        for (;;) {
          const chunk = chunks.shift();
          if (chunk !== undefined) {
            exchange.consumed(chunk.length);
            yield chunk;
          } else if (failure !== null) throw failure;
          else if (over) return;
          else await new Promise<void>((resume) => (wake = resume));
        }
      }
      void (async () => {
        for await (const chunk of request.body ?? []) {
          if (!exchange.write(chunk)) await new Promise<void>((resume) => (drained = resume));
        }
        exchange.end();
      })().catch(() => exchange.abort("canceled"));
    });
}
