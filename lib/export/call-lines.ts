/** A call as it can be made again from a terminal. */
export type CallToCopy = {
  /** `http://127.0.0.1:3000`. */
  readonly origin: string;
  readonly deploymentId: string;
  /** `greet.v1.Greeter/SayHello`. */
  readonly method: string;
  /** The request in JSON; null: not known. */
  readonly requestJson: string | null;
  /** Proto files of the sources, the one with the service first; may be empty. */
  readonly protos: readonly string[];
};

/**
 * The call as a grpcurl command: gRPC over HTTP/2 on the same port, the deployment named by its metadata. The schema comes
 * from the proto files, in the folder where it is started.
 */
export function grpcurlLine({ origin, deploymentId, method, requestJson, protos }: CallToCopy): string {
  const [, scheme, host = "", port] = /^(https?):\/\/(\[[^\]]+\]|[^:/]+)(?::(\d+))?/.exec(origin) ?? [];
  const isPlain = scheme !== "https";
  // grpcurl wants a port, and origins leave out the scheme's own.
  const target = `${host}:${port ?? (isPlain ? 80 : 443)}`;
  return [
    `grpcurl ${isPlain ? "-plaintext " : ""}-import-path .`,
    ...(protos.length > 0 ? protos : ["service.proto"]).map((proto) => `-proto ${quoted(proto)}`),
    `-H ${quoted(`x-deployment: ${deploymentId}`)}`,
    `-d ${quoted(requestJson ?? "{}")}`,
    `${target} ${method}`,
  ].join(" \\\n  ");
}

/** The call as a curl command: Connect's unary protocol is a POST of plain JSON. */
export function curlLine({ origin, deploymentId, method, requestJson }: CallToCopy): string {
  return [
    `curl ${origin}/d/${deploymentId}/${method}`,
    `-H 'content-type: application/json'`,
    `-H 'connect-protocol-version: 1'`,
    `--data ${quoted(requestJson ?? "{}")}`,
  ].join(" \\\n  ");
}

/** As one word for a POSIX shell, whatever it holds. */
function quoted(text: string): string {
  return /^[\w./:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
