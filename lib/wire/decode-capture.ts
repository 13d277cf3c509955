import { type CapturedAttempt, type CapturedChunk, Carrier } from "#lib/gen/playground/v1/wire_pb.ts";
import type { WireMethod } from "#lib/schema/open-schema.ts";
import { parseBodyFormat } from "./body-format.ts";
import { type DecodedBody, decodeBody } from "./decode-body.ts";
import type { DecodedCapture, DecodedMessage, DecodedSide, HeaderText } from "./decoded.ts";
import type { Framing } from "./framing.ts";
import { findHeader } from "./header-lines.ts";
import { decodeHttp1 } from "./http1-bytes.ts";
import { decodeHttp2, type FrameRun } from "./http2-frames.ts";
import { placeBody } from "./place-body.ts";
import { messageInQuery } from "./query-message.ts";
import { statusOfTrailers } from "./status-of.ts";
import { bytesByLayer, group, leaf, leavesOf } from "./wire-node.ts";

/** All that the bytes of an attempt say. `method` null: without a schema. Never throws, whatever the bytes are. */
export function decodeCapture(attempt: CapturedAttempt, method: WireMethod | null): DecodedCapture {
  const request = openSide(attempt, "request", "");
  const response = openSide(attempt, "response", request.framing.verb);
  return {
    attempt,
    request: decodeSide(request, request.framing, method),
    response: decodeSide(response, request.framing, method),
  };
}

type Direction = "request" | "response";

/** A side up to its framing. */
type OpenSide = {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  readonly chunks: DecodedSide["chunks"];
  readonly omitted: number;
  readonly framing: Framing;
};

function openSide(attempt: CapturedAttempt, direction: Direction, verb: string): OpenSide {
  const isResponse = direction === "response";
  const captured = attempt.chunks.filter(({ response }) => response === isResponse);
  const bytes = joined(captured);
  const runs: FrameRun[] = [];
  const chunks: { from: number; to: number; atUs: number }[] = [];
  let omitted = 0;
  let at = 0;
  for (const chunk of captured) {
    const to = at + chunk.data.length;
    runs.push({ from: at, to, omitted: chunk.omitted, ofConnection: chunk.connection });
    chunks.push({ from: at, to, atUs: chunk.atUs });
    omitted += chunk.omitted;
    at = to;
  }
  const framing = unframe(attempt, { direction, verb, bytes, runs, omitted });
  return { direction, bytes, chunks, omitted, framing };
}

type Unframed = {
  readonly direction: Direction;
  readonly verb: string;
  readonly bytes: Uint8Array;
  readonly runs: readonly FrameRun[];
  readonly omitted: number;
};

function unframe(attempt: CapturedAttempt, { direction, verb, bytes, runs, omitted }: Unframed): Framing {
  if (attempt.carrier === Carrier.HTTP1) return decodeHttp1(bytes, { direction, verb, omitted });
  const head = headOf(attempt, direction);
  if (attempt.carrier === Carrier.HTTP2) {
    const isCovered = direction === "request" && attempt.masked.length > 0;
    const trailersOnly = direction === "response" && findHeader(head.headers, "grpc-status") !== null;
    return { ...head, ...decodeHttp2(bytes, runs, { trailersOnly, lists: isCovered ? null : head }) };
  }
  const whole = { from: 0, to: bytes.length };
  const place = leaf("message", "opaque", 0, bytes.length);
  const isEmpty = bytes.length === 0;
  return { ...head, nodes: isEmpty ? [] : [place], runs: isEmpty ? [] : [whole], cut: omitted > 0 };
}

/** What Node's lists say where the bytes are HPACK, or where there are none. */
function headOf(
  { requestHeaders, responseHeaders, responseTrailers }: CapturedAttempt,
  direction: Direction,
): Omit<Framing, "nodes" | "runs" | "cut"> {
  if (direction === "response") {
    const status = Number(findHeader(responseHeaders, ":status") ?? 0);
    return { headers: responseHeaders, trailers: responseTrailers, verb: "", target: "", status };
  }
  const verb = findHeader(requestHeaders, ":method") ?? "";
  const target = findHeader(requestHeaders, ":path") ?? "";
  return { headers: requestHeaders, trailers: [], verb, target, status: 0 };
}

function decodeSide(side: OpenSide, request: Framing, method: WireMethod | null): DecodedSide {
  const { direction, bytes, chunks, omitted, framing } = side;
  const body = decodeMessages(side, method);
  const root = group("framing", "side", placeBody(framing.nodes, framing.runs, body.nodes));
  const trailers = [...framing.trailers, ...connectTrailers(framing.headers), ...body.trailers];
  const status = direction === "request" ? null : statusOfSide(framing, body);
  const inQuery = direction === "request" ? messageInQuery(request, leavesOf(root), method) : null;
  const messages = body.messages.map(({ run, ...message }): DecodedMessage => {
    return { ...message, runs: runsWithin(framing.runs, run) };
  });
  return {
    bytes,
    root,
    byLayer: bytesByLayer(root),
    chunks,
    omitted,
    headers: framing.headers,
    trailers,
    messages: inQuery === null ? messages : [inQuery, ...messages],
    status,
  };
}

function decodeMessages(
  { direction, bytes, omitted, framing }: OpenSide,
  method: WireMethod | null,
): DecodedBody {
  const { headers, runs, cut, status } = framing;
  const format = parseBodyFormat(findHeader(headers, "content-type"));
  const message = (direction === "request" ? method?.input : method?.output) ?? null;
  const registry = method?.registry ?? null;
  const encoding = findHeader(headers, format.encodingHeader);
  const body = joined(runs.map(({ from, to }) => ({ data: bytes.subarray(from, to) })));
  return decodeBody(body, {
    format,
    direction,
    types: { codec: format.codec, message, registry, encoding, layer: "message" },
    omitted: cut ? omitted : 0,
    httpStatus: status,
  });
}

/** gRPC says it in trailers (or in the head of a Trailers-Only response), Connect in its body or by HTTP's status. */
function statusOfSide({ headers, trailers, status }: Framing, body: DecodedBody): DecodedSide["status"] {
  const said = body.status ?? statusOfTrailers(trailers) ?? statusOfTrailers(headers);
  if (said !== null) return said;
  const isConnectUnary = parseBodyFormat(findHeader(headers, "content-type")).kind === "unary";
  return isConnectUnary && status === 200 ? { code: 0, message: "" } : null;
}

function connectTrailers(headers: readonly HeaderText[]): readonly HeaderText[] {
  return headers
    .filter(({ name }) => name.startsWith("trailer-"))
    .map(({ name, value }) => ({ name: name.slice("trailer-".length), value }));
}

type Run = { readonly from: number; readonly to: number };

/** Where a run of the body stands in the captured bytes. */
function runsWithin(places: readonly Run[], run: Run): readonly Run[] {
  const runs: Run[] = [];
  let bodyFrom = 0;
  for (const place of places) {
    const bodyTo = bodyFrom + place.to - place.from;
    const from = Math.max(run.from, bodyFrom);
    const to = Math.min(run.to, bodyTo);
    if (from < to) runs.push({ from: place.from + from - bodyFrom, to: place.from + to - bodyFrom });
    bodyFrom = bodyTo;
  }
  return runs;
}

function joined(chunks: readonly Pick<CapturedChunk, "data">[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { data }) => sum + data.length, 0));
  let at = 0;
  for (const { data } of chunks) {
    whole.set(data, at);
    at += data.length;
  }
  return whole;
}
