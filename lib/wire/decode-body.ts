import { fromBase64Text } from "./base64-text.ts";
import type { BodyFormat } from "./body-format.ts";
import { decodePayload, type MessageTypes } from "./decode-message.ts";
import type { DecodedMessage, DecodedStatus, HeaderText } from "./decoded.ts";
import { type Envelope, envelopeFlags, readEnvelopes } from "./envelopes.ts";
import { latin1, readHeaderLines } from "./header-lines.ts";
import { decodeJson } from "./json-bytes.ts";
import { moved } from "./place-body.ts";
import { endOfConnectStream, parseJson, statusOfConnectError, statusOfTrailers } from "./status-of.ts";
import { group, leaf, rest, type WireNode } from "./wire-node.ts";

export type BodyParts = {
  readonly format: BodyFormat;
  readonly direction: "request" | "response";
  readonly types: MessageTypes;
  /** Capturing stopped within the body. */
  readonly omitted: number;
  /** Of a response. */
  readonly httpStatus: number;
};

type BodyRun = { readonly from: number; readonly to: number };

export type DecodedBody = {
  /** Cover the body, from 0. */
  readonly nodes: readonly WireNode[];
  /** `runs` in the body. */
  readonly messages: readonly (Omit<DecodedMessage, "runs"> & { readonly run: BodyRun })[];
  readonly trailers: readonly HeaderText[];
  readonly status: DecodedStatus | null;
};

const nothing: DecodedBody = { nodes: [], messages: [], trailers: [], status: null };

/** The messages of a body out of its HTTP framing. */
export function decodeBody(body: Uint8Array, parts: BodyParts): DecodedBody {
  const { format } = parts;
  if (body.length === 0) return nothing;
  if (format.isText) return decodeText(body, parts);
  switch (format.kind) {
    case "unary":
      return decodeUnary(body, parts);
    case "unknown":
      return { ...nothing, nodes: [leaf("message", "opaque", 0, body.length)] };
    default:
      return decodeEnveloped(body, parts);
  }
}

function decodeUnary(body: Uint8Array, { types, direction, httpStatus, omitted }: BodyParts): DecodedBody {
  const run = { from: 0, to: body.length };
  const isError = direction === "response" && httpStatus !== 200 && types.codec === "json";
  const known: MessageTypes = isError ? { ...types, message: null, layer: "trailers" } : types;
  const isCompressed = known.encoding !== null && known.encoding !== "identity";
  const { decoded, nodes } = decodePayload(body, isCompressed, known);
  const missing = omitted > 0 ? [notCaptured(body.length, omitted)] : [];
  const ended = [...nodes, ...missing];
  if (isError) return { ...nothing, nodes: ended, status: statusOfConnectError(parseJson(decoded.bytes)) };
  const message = { ...decoded, problem: missing[0]?.problem ?? decoded.problem, run };
  return { nodes: ended, messages: [message], trailers: [], status: null };
}

function decodeEnveloped(body: Uint8Array, parts: BodyParts): DecodedBody {
  const { format, direction, types, omitted } = parts;
  const { envelopes, rest: left } = readEnvelopes(body, 0, body.length, knownFlags(format, direction));
  const nodes: WireNode[] = [];
  const messages: DecodedBody["messages"][number][] = [];
  let trailers: readonly HeaderText[] = [];
  let status: DecodedStatus | null = null;
  for (const envelope of envelopes) {
    const { prefix, from, to } = envelope;
    const payload = body.subarray(from, to);
    const compressed = (envelope.flags & envelopeFlags.compressed) !== 0;
    const missing = to - from < envelope.announced ? [shortBy(envelope, omitted)] : [];
    if (isEnd(envelope, format, direction) && !compressed) {
      const end = format.kind === "grpc-web" ? webTrailers(payload) : connectEnd(payload);
      trailers = end.trailers;
      status = end.status;
      nodes.push(group("trailers", "end-stream", [...prefix, ...moved(end.nodes, from), ...missing]));
    } else {
      const inner = decodePayload(payload, compressed, types);
      nodes.push(group("envelope", "envelope", [...prefix, ...moved(inner.nodes, from), ...missing]));
      messages.push({
        ...inner.decoded,
        // What is cut cannot be whole, wherever in it that shows.
        problem: missing[0]?.problem ?? inner.decoded.problem,
        run: { from, to },
      });
    }
  }
  if (left !== null) nodes.push(omitted > 0 ? { ...left, problem: notCaptured(0, omitted).problem } : left);
  return { nodes, messages, trailers, status };
}

function knownFlags({ kind }: BodyFormat, direction: "request" | "response"): number {
  if (direction === "request" || kind === "grpc") return envelopeFlags.compressed;
  const end = kind === "grpc-web" ? envelopeFlags.webTrailers : envelopeFlags.connectEnd;
  return envelopeFlags.compressed | end;
}

function isEnd({ flags }: Envelope, { kind }: BodyFormat, direction: "request" | "response"): boolean {
  if (direction === "request") return false;
  const end =
    kind === "grpc-web" ? envelopeFlags.webTrailers : kind === "grpc" ? 0 : envelopeFlags.connectEnd;
  return (flags & end) !== 0;
}

function webTrailers(payload: Uint8Array) {
  const { nodes, headers } = readHeaderLines(payload, 0, payload.length, () => "trailers");
  return { nodes, trailers: headers, status: statusOfTrailers(headers) };
}

function connectEnd(payload: Uint8Array) {
  const nodes = decodeJson(payload, 0, payload.length, { layer: "trailers", message: null });
  return { nodes, ...endOfConnectStream(payload) };
}

/** gRPC-Web's text mode: what the text says has bytes of its own, not the captured ones. */
function decodeText(body: Uint8Array, parts: BodyParts): DecodedBody {
  const whole = { from: 0, to: body.length };
  const bytes = fromBase64Text(latin1(body, 0, body.length));
  const text = leaf("message", "base64", 0, body.length);
  if (bytes === null) return { ...nothing, nodes: [text] };
  const inner = decodeBody(bytes, { ...parts, format: { ...parts.format, isText: false } });
  return { ...inner, nodes: [text], messages: inner.messages.map((message) => ({ ...message, run: whole })) };
}

function shortBy({ from, to, announced }: Envelope, omitted: number): WireNode {
  if (omitted > 0) return notCaptured(to, omitted);
  return rest(to, to, { code: "ends-early", params: { needed: announced, found: to - from } });
}

function notCaptured(at: number, omitted: number): WireNode {
  return rest(at, at, { code: "not-captured", params: { omitted } });
}
