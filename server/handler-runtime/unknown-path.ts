import type { UniversalHandler } from "./router.ts";

export type PlainResponse = {
  readonly status: number;
  readonly head: readonly string[];
  readonly trailers: readonly string[];
  readonly body: string;
};

/**
 * What a path that no handler has is answered with: UNIMPLEMENTED in the caller's own protocol, with the names that
 * do exist, because most often one name of the path is misspelt.
 */
export function answerUnknownPath(
  path: string,
  contentType: string,
  handlers: ReadonlyMap<string, UniversalHandler>,
): PlainResponse {
  const message = explain(path, handlers);
  if (contentType.startsWith("application/grpc-web")) {
    // Trailers-only: status in the headers, as the gRPC-Web protocol allows.
    return {
      status: 200,
      head: ["content-type", baseType(contentType), ...grpcStatus(message)],
      trailers: [],
      body: "",
    };
  }
  if (contentType.startsWith("application/grpc")) {
    return {
      status: 200,
      head: ["content-type", baseType(contentType)],
      trailers: grpcStatus(message),
      body: "",
    };
  }
  const error = { code: "unimplemented", message };
  if (contentType.startsWith("application/connect+")) {
    return {
      status: 200,
      head: ["content-type", baseType(contentType)],
      trailers: [],
      body: endStreamEnvelope(JSON.stringify({ error })),
    };
  }
  return {
    status: 404,
    head: ["content-type", "application/json"],
    trailers: [],
    body: JSON.stringify(error),
  };
}

function explain(path: string, handlers: ReadonlyMap<string, UniversalHandler>): string {
  const [, service = "", method = ""] = path.split("/");
  const paths = [...handlers.keys()].map((known) => known.slice(1).split("/"));
  const services = [...new Set(paths.map(([name = ""]) => name))];
  if (services.includes(service)) {
    const methods = paths.filter(([name]) => name === service).map(([, name = ""]) => name);
    return `unknown method ${printable(method)} of ${service}; it has: ${methods.join(", ")}`;
  }
  return `unknown service ${printable(service)}; this deployment has: ${services.join(", ") || "none"}`;
}

const printable = (name: string) => `"${name.slice(0, 100).replace(/[^\x21-\x7e]/g, "?")}"`;
const baseType = (contentType: string) => contentType.split(";")[0]?.trim() ?? contentType;
/** The gRPC protocol's percent-encoding of `grpc-message`: `%` and what is not printable ASCII. */
const grpcStatus = (message: string) => ["grpc-status", "12", "grpc-message", message.replaceAll("%", "%25")];

/** The Connect protocol's last envelope: flags 0b10, big-endian length, JSON. The text is ASCII. */
function endStreamEnvelope(json: string): string {
  const length = json.length;
  return (
    String.fromCharCode(2, (length >>> 24) & 255, (length >>> 16) & 255, (length >>> 8) & 255, length & 255) +
    json
  );
}
