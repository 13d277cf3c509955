import type { LoadPlan } from "#lib/load/load-plan.ts";

/** One call as it goes out, the same bytes every time; only the header that names the attempt differs. */
export type WireRequest = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

type Format = Pick<LoadPlan, "protocol" | "codec" | "deploymentId" | "method" | "deadlineMs">;

/**
 * A unary call: Connect carries the bare message, gRPC and gRPC-Web put an envelope around it (a flag byte and the length,
 * big-endian). The server is told the deadline, as every client of these protocols tells it.
 */
export function toWireRequest(
  { protocol, codec, deploymentId, method, deadlineMs }: Format,
  message: Uint8Array,
): WireRequest {
  const path = `/d/${deploymentId}/${method}`;
  const suffix = codec === "json" ? "json" : "proto";
  const common = { "user-agent": "playground-load/1", accept: "*/*" };
  switch (protocol) {
    case "connect":
      return {
        path,
        headers: {
          ...common,
          "content-type": `application/${suffix}`,
          "connect-protocol-version": "1",
          "connect-timeout-ms": String(deadlineMs),
          "content-length": String(message.length),
        },
        body: Buffer.from(message),
      };
    case "grpc-web":
    case "grpc": {
      const body = envelope(message);
      const own: Record<string, string> = protocol === "grpc" ? { te: "trailers" } : { "x-grpc-web": "1" };
      return {
        path,
        headers: {
          ...common,
          ...own,
          "content-type": `application/${protocol}+${suffix}`,
          "grpc-timeout": `${deadlineMs}m`,
          "content-length": String(body.length),
        },
        body,
      };
    }
  }
}

function envelope(message: Uint8Array): Buffer {
  const whole = Buffer.alloc(5 + message.length);
  whole.writeUInt32BE(message.length, 1);
  whole.set(message, 5);
  return whole;
}
