import { type OutsideCall, targetOf } from "./outside-call.ts";
import { shellWord } from "./shell-word.ts";

/** A call as it can be made again from a terminal. */
export type CallToCopy = Pick<OutsideCall, "origin" | "deploymentId" | "method"> & {
  /** The request in JSON; null: not known. */
  readonly requestJson: string | null;
};

/**
 * The call as a grpcurl command: gRPC over HTTP/2 on the same port, the deployment named by its metadata. The schema comes
 * by reflection, which is sent the metadata too.
 */
export function grpcurlLine({ origin, deploymentId, method, requestJson }: CallToCopy): string {
  const { target, isPlain } = targetOf(origin);
  return [
    `grpcurl ${isPlain ? "-plaintext " : ""}-H ${shellWord(`x-deployment: ${deploymentId}`)}`,
    `-d ${shellWord(requestJson ?? "{}")}`,
    `${target} ${method}`,
  ].join(" \\\n  ");
}

/** The call as a curl command: Connect's unary protocol is a POST of plain JSON. */
export function curlLine({ origin, deploymentId, method, requestJson }: CallToCopy): string {
  return [
    `curl ${origin}/d/${deploymentId}/${method}`,
    `-H 'content-type: application/json'`,
    `-H 'connect-protocol-version: 1'`,
    `--data ${shellWord(requestJson ?? "{}")}`,
  ].join(" \\\n  ");
}

/** The call as a `buf curl` command: Connect, unless told otherwise, and the schema by reflection below the same path. */
export function bufCurlLine({ origin, deploymentId, method, requestJson }: CallToCopy): string {
  // Reflection is a bidirectional stream, so it speaks HTTP/2 from the first byte where there is no TLS to agree on it.
  const prior = targetOf(origin).isPlain ? " --http2-prior-knowledge" : "";
  return [
    `buf curl${prior} ${origin}/d/${deploymentId}/${method}`,
    `--data ${shellWord(requestJson ?? "{}")}`,
  ].join(" \\\n  ");
}
