import { bufCurlLine, curlLine, grpcurlLine } from "./call-lines.ts";
import { goClient } from "./go-client.ts";
import { nodeClient } from "./node-client.ts";
import type { OutsideCall } from "./outside-call.ts";
import { pythonClient } from "./python-client.ts";

export const readyTools = ["curl", "bufCurl", "grpcurl", "python", "node", "go"] as const;
export type ReadyTool = (typeof readyTools)[number];

/** What a tool does not do: curl speaks no framed streams. */
export function isReady(tool: ReadyTool, { kind }: Pick<OutsideCall, "kind">): boolean {
  return tool !== "curl" || kind === "unary";
}

/** What one puts into a terminal to make the call with a tool. */
export function readyLine(tool: ReadyTool, call: OutsideCall): string {
  const many = call.kind === "clientStreaming" || call.kind === "bidiStreaming";
  // Both read one message after the other.
  const twice = { ...call, requestJson: many ? `${call.requestJson} ${call.requestJson}` : call.requestJson };
  switch (tool) {
    case "curl":
      return curlLine(call);
    case "bufCurl":
      return bufCurlLine(twice);
    case "grpcurl":
      return grpcurlLine(twice);
    case "python":
      return pythonClient(call);
    case "node":
      return nodeClient(call);
    case "go":
      return goClient(call);
  }
}
