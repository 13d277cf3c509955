import { setTimeout as sleep } from "node:timers/promises";
import { create } from "@bufbuild/protobuf";
import {
  type CapturedAttempt,
  type CompareTransportsResponse,
  CompareTransportsResponseSchema,
  Transport,
} from "#lib/gen/playground/v1/wire_pb.ts";
import type { WireMethod } from "#lib/schema/open-schema.ts";
import { decodeCapture } from "#lib/wire/decode-capture.ts";
import { type WireLayer, wireLayers } from "#lib/wire/wire-node.ts";
import type { Capture } from "./capture.ts";
import type { Captures } from "./captures.ts";
import { type OwnAddress, type OwnConnection, openOwnConnection } from "./own-connection.ts";
import type { Taps } from "./taps.ts";
import { toCaptured } from "./to-captured.ts";
import { type SharedMessage, toRequest, transports } from "./transport-requests.ts";

export type ComparisonParts = {
  readonly captures: Captures;
  readonly taps: Pick<Taps, "expect">;
  readonly address: OwnAddress;
  nowUs(): number;
};

export type Comparison = {
  readonly deploymentId: string;
  /** `greet.v1.Greeter/SayHello`. */
  readonly methodName: string;
  readonly method: WireMethod;
  readonly noSideEffects: boolean;
  readonly message: SharedMessage;
  readonly runId: string;
};

/** Makes the same call over each transport, first and warm, one after the other. What goes wrong with one is told of it. */
export async function* compareTransports(
  comparison: Comparison,
  parts: ComparisonParts,
  signal: AbortSignal,
): AsyncGenerator<CompareTransportsResponse> {
  const { taps, address, nowUs } = parts;
  const capture = parts.captures.startOwn(comparison.deploymentId);
  const expect = (from: string, port: number) => taps.expect(from, port, capture.visitor);
  try {
    for (const [index, { transport, version }] of transports.entries()) {
      if (transport === Transport.CONNECT_GET && !comparison.noSideEffects) {
        yield create(CompareTransportsResponseSchema, { transport, notApplicable: true });
        continue;
      }
      const connection = await openOwnConnection(address, version, nowUs, signal, expect);
      try {
        for (const warm of [false, true])
          yield await callOnce({ comparison, capture, connection, transport, index, warm }, signal);
      } finally {
        connection.close();
      }
    }
  } finally {
    parts.captures.stop(capture.id);
  }
}

type One = {
  readonly comparison: Comparison;
  readonly capture: Capture;
  readonly connection: OwnConnection;
  readonly transport: Transport;
  readonly index: number;
  readonly warm: boolean;
};

async function callOnce(
  { comparison, capture, connection, transport, index, warm }: One,
  signal: AbortSignal,
): Promise<CompareTransportsResponse> {
  const { deploymentId, methodName, message, runId, method } = comparison;
  const request = toRequest(transport, `/d/${deploymentId}/${methodName}`, message);
  const attempt = `${runId}/${index}/${warm ? 1 : 0}`;
  const connectUs = warm ? 0 : connection.connectUs;
  const facts = { transport, warm, connectUs };
  const headers = { ...request.headers, "x-playground-attempt": attempt };
  const before = newest(capture, runId);
  try {
    const { status, latencyUs } = await connection.call({ ...request, headers }, signal);
    const captured = await capturedSince(capture, runId, before, signal);
    if (captured === null)
      return create(CompareTransportsResponseSchema, { ...facts, latencyUs, httpStatus: status });
    const { request: asked, response } = decodeCapture(captured, method);
    const code = response.status?.code ?? undefined;
    return create(CompareTransportsResponseSchema, {
      ...{ ...facts, latencyUs, httpStatus: status, captured },
      ...(code !== undefined && { code }),
      layers: [...layersOf(asked.byLayer, false), ...layersOf(response.byLayer, true)],
    });
  } catch (error) {
    signal.throwIfAborted();
    return create(CompareTransportsResponseSchema, { ...facts, error: errorCode(error) });
  }
}

function layersOf(byLayer: Readonly<Record<WireLayer, number>>, response: boolean) {
  return wireLayers
    .filter((layer) => byLayer[layer] > 0)
    .map((layer) => ({ layer, response, bytes: byLayer[layer] }));
}

/** The comparison's newest call on a connection; those that a handler made have none. */
function newest(capture: Capture, runId: string) {
  return [...capture.list()].findLast(
    ({ facts, call }) => facts.runId === runId && call !== null && call.carrier !== "in-process",
  );
}

/** The last frames may still be on their way when the reply is complete: acknowledgements, mostly. */
const settleMs = 5;

async function capturedSince(
  capture: Capture,
  runId: string,
  before: ReturnType<typeof newest>,
  signal: AbortSignal,
): Promise<CapturedAttempt | null> {
  await sleep(settleMs, undefined, { signal });
  const held = newest(capture, runId);
  return held === undefined || held === before || held.call === null
    ? null
    : toCaptured(held.facts, held.call);
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return "UNKNOWN";
  return "code" in error && typeof error.code === "string" ? error.code : error.message.slice(0, 100);
}
