/** How a body holds its messages, as its head says. */
export type BodyFormat = {
  readonly kind: "unary" | "connect-stream" | "grpc" | "grpc-web" | "unknown";
  readonly codec: "proto" | "json";
  /** gRPC-Web in base64. */
  readonly isText: boolean;
  /** Header that names the compression. */
  readonly encodingHeader: string;
};

const pattern =
  /^application\/(?:(json|proto)|connect\+(json|proto)|grpc-web(-text)?(?:\+(json|proto))?|grpc(?:\+(json|proto))?)\s*(?:;|$)/i;

export function parseBodyFormat(contentType: string | null): BodyFormat {
  const match = pattern.exec(contentType ?? "");
  if (match === null)
    return { kind: "unknown", codec: "proto", isText: false, encodingHeader: "content-encoding" };
  const [whole, unary, stream, text] = match;
  const codec = /json/i.test(whole) ? "json" : "proto";
  if (unary !== undefined) return { kind: "unary", codec, isText: false, encodingHeader: "content-encoding" };
  if (stream !== undefined)
    return { kind: "connect-stream", codec, isText: false, encodingHeader: "connect-content-encoding" };
  const isWeb = /grpc-web/i.test(whole);
  return {
    kind: isWeb ? "grpc-web" : "grpc",
    codec,
    isText: text !== undefined,
    encodingHeader: "grpc-encoding",
  };
}
