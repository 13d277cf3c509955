import type { JsonValue } from "@bufbuild/protobuf";
import type { DecodedStatus, HeaderText } from "./decoded.ts";
import { findHeader } from "./header-lines.ts";
import { utf8Text } from "./read-value.ts";

/** Connect's names of the gRPC codes, by number (Connect: protocol reference). */
const connectCodes: readonly string[] = [
  "ok",
  "canceled",
  "unknown",
  "invalid_argument",
  "deadline_exceeded",
  "not_found",
  "already_exists",
  "permission_denied",
  "resource_exhausted",
  "failed_precondition",
  "aborted",
  "out_of_range",
  "unimplemented",
  "internal",
  "unavailable",
  "data_loss",
  "unauthenticated",
];

/** From `grpc-status` and `grpc-message`. Null: there is no status among them. */
export function statusOfTrailers(trailers: readonly HeaderText[]): DecodedStatus | null {
  const status = findHeader(trailers, "grpc-status");
  if (status === null) return null;
  const code = /^\d{1,3}$/.test(status) ? Number(status) : null;
  return { code, message: percentDecoded(findHeader(trailers, "grpc-message") ?? "") };
}

/** From the JSON of a Connect error. Null: it is none. */
export function statusOfConnectError(error: JsonValue | undefined): DecodedStatus | null {
  if (typeof error !== "object" || error === null || Array.isArray(error)) return null;
  const code = typeof error.code === "string" ? connectCodes.indexOf(error.code) : -1;
  const message = typeof error.message === "string" ? error.message : "";
  return { code: code < 1 ? null : code, message };
}

/** `{"error": …, "metadata": {…}}`, the end of a Connect stream. */
export function endOfConnectStream(bytes: Uint8Array): {
  readonly status: DecodedStatus | null;
  readonly trailers: readonly HeaderText[];
} {
  const end = parseJson(bytes);
  if (typeof end !== "object" || end === null || Array.isArray(end)) return { status: null, trailers: [] };
  const status = "error" in end ? statusOfConnectError(end.error) : { code: 0, message: "" };
  const { metadata } = end;
  if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata))
    return { status, trailers: [] };
  const trailers = Object.entries(metadata).flatMap(([name, values]) =>
    Array.isArray(values) ? values.map((value) => ({ name: name.toLowerCase(), value: String(value) })) : [],
  );
  return { status, trailers };
}

export function parseJson(bytes: Uint8Array): JsonValue | undefined {
  const text = utf8Text(bytes);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is no valid escape stays as it is, as PROTOCOL-HTTP2.md asks. */
function percentDecoded(text: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const hex = text.charAt(at) === "%" ? /^[0-9a-fA-F]{2}/.exec(text.slice(at + 1, at + 3)) : null;
    if (hex === null) bytes.push(...new TextEncoder().encode(text.charAt(at)));
    else {
      bytes.push(Number.parseInt(hex[0], 16));
      at += 2;
    }
  }
  return utf8Text(new Uint8Array(bytes)) ?? text;
}
