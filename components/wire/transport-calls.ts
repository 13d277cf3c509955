import {
  type CapturedAttempt,
  type CompareTransportsResponse,
  Transport,
} from "#lib/gen/playground/v1/wire_pb.ts";
import { type WireLayer, wireLayers } from "#lib/wire/wire-node.ts";
import { type LayerBytes, sumOf } from "./layer-bytes.ts";

export const transportNames = {
  [Transport.CONNECT_JSON_HTTP1]: "connectJson1",
  [Transport.CONNECT_BINARY_HTTP1]: "connectBinary1",
  [Transport.CONNECT_JSON_HTTP2]: "connectJson2",
  [Transport.CONNECT_BINARY_HTTP2]: "connectBinary2",
  [Transport.CONNECT_GET]: "connectGet",
  [Transport.GRPC_WEB]: "grpcWeb",
  [Transport.GRPC]: "grpc",
} as const;

export type TransportName = (typeof transportNames)[keyof typeof transportNames];

/** In the order in which the server makes the calls. */
export const allTransports: readonly TransportName[] = Object.values(transportNames);

/** One of the fourteen calls: its latencies over all rounds, its bytes in the latest one. */
export type TransportCall = {
  readonly transport: TransportName;
  readonly warm: boolean;
  readonly latenciesUs: readonly number[];
  readonly connectsUs: readonly number[];
  readonly httpStatus: number;
  /** gRPC status code; null: none could be read. */
  readonly code: number | null;
  readonly captured: CapturedAttempt | null;
  readonly request: LayerBytes;
  readonly response: LayerBytes;
  /** Why there is no reply; empty: there is one. */
  readonly error: string;
};

export type Comparison = {
  readonly calls: readonly TransportCall[];
  /** Transports that cannot carry the method. */
  readonly without: readonly TransportName[];
};

export const noComparison: Comparison = { calls: [], without: [] };

/** Takes in what the server told of one call. */
export function addCall({ calls, without }: Comparison, told: CompareTransportsResponse): Comparison {
  const known: Readonly<Record<number, TransportName>> = transportNames;
  const transport = known[told.transport];
  if (transport === undefined) return { calls, without };
  if (told.notApplicable) {
    return { calls, without: without.includes(transport) ? without : [...without, transport] };
  }
  const isSame = (call: TransportCall) => call.transport === transport && call.warm === told.warm;
  const before = calls.find(isSame);
  const isAnswered = told.error === "";
  const call: TransportCall = {
    transport,
    warm: told.warm,
    latenciesUs: [...(before?.latenciesUs ?? []), ...(isAnswered ? [told.latencyUs] : [])],
    connectsUs: [...(before?.connectsUs ?? []), ...(told.connectUs > 0 ? [told.connectUs] : [])],
    httpStatus: told.httpStatus,
    code: told.code ?? null,
    captured: told.captured ?? null,
    request: layersOf(told, false),
    response: layersOf(told, true),
    error: told.error,
  };
  return { calls: [...calls.filter((other) => !isSame(other)), call], without };
}

/** By transport, the first call before the warm one. */
export function inOrder(calls: readonly TransportCall[]): readonly TransportCall[] {
  const place = ({ transport, warm }: TransportCall) => allTransports.indexOf(transport) * 2 + Number(warm);
  return [...calls].sort((a, b) => place(a) - place(b));
}

/** Both directions together. */
export function bytesOf({ request, response }: Pick<TransportCall, "request" | "response">): LayerBytes {
  return layerBytes((layer) => request[layer] + response[layer]);
}

export function totalOf(call: TransportCall): number {
  return sumOf(bytesOf(call));
}

/** The value in the middle; of an even count the mean of the two there. NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const above = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + above) / 2 : above;
}

function layersOf({ layers }: CompareTransportsResponse, response: boolean): LayerBytes {
  return layerBytes(
    (layer) => layers.find((one) => one.layer === layer && one.response === response)?.bytes ?? 0,
  );
}

function layerBytes(of: (layer: WireLayer) => number): LayerBytes {
  return Object.fromEntries(wireLayers.map((layer) => [layer, of(layer)])) as LayerBytes;
}
