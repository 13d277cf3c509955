import type { Limits } from "#lib/limits.ts";
import { createOutgoingRequest, type HeldRequest } from "./outgoing-request.ts";
import {
  dialDoneBytes,
  dialHeadBytes,
  type FrameBatch,
  flags,
  kinds,
  readU32,
  windowBytes,
} from "./protocol.ts";
import { readResponseHead } from "./response-head.ts";
import type { OutgoingRequest } from "./sandbox.ts";

/** The requests that one runner's program makes itself, seen from the host, which believes nothing. */
export type OutgoingRequests = {
  /** False: the frame breaks the protocol. */
  onFrame(kind: number, id: number, payload: Buffer): boolean;
  /** The runner is gone. */
  stop(): void;
};

export type OutgoingParts = {
  readonly batch: FrameBatch<Buffer>;
  readonly flushSoon: () => void;
  readonly limits: Limits;
  dialled(request: OutgoingRequest): void;
};

const methodPattern = /^[A-Z]{1,16}$/;
const pathPattern = /^\/[\x21-\x7e]{0,2048}$/;

export function isDialFrame(kind: number): boolean {
  return kind >= kinds.dial && kind <= kinds.dialDone;
}

export function createOutgoingRequests({
  batch,
  flushSoon,
  limits,
  dialled,
}: OutgoingParts): OutgoingRequests {
  const requests = new Map<number, HeldRequest>();

  const onDial = (id: number, payload: Buffer): boolean => {
    if (payload.length < dialHeadBytes || requests.has(id) || requests.size >= limits.maxOutgoingCalls)
      return false;
    const headEnd = dialHeadBytes + readU32(payload, 21);
    const body = payload.subarray(headEnd);
    if (headEnd > payload.length || body.length > windowBytes) return false;
    const [method = "", path = "", ...rest] = payload.toString("latin1", dialHeadBytes, headEnd).split("\n");
    if (!methodPattern.test(method) || !pathPattern.test(path)) return false;
    const nowUs = Number(process.hrtime.bigint()) / 1000;
    const intendedUs = within(0, payload.readDoubleLE(1), nowUs);
    const request = createOutgoingRequest({
      id,
      batch,
      flushSoon,
      facts: {
        method,
        path,
        headers: readResponseHead(rest.join("\n"), limits.maxHeaderBytes),
        cause: readU32(payload, 17),
        intendedUs,
        sentUs: within(intendedUs, payload.readDoubleLE(9), nowUs),
      },
    });
    requests.set(id, request);
    dialled(request);
    return request.onBody(body, ((payload[0] ?? 0) & flags.last) !== 0);
  };

  const onDone = (id: number, request: HeldRequest, payload: Buffer): boolean => {
    if (payload.length !== dialDoneBytes) return false;
    requests.delete(id);
    const nowUs = Number(process.hrtime.bigint()) / 1000;
    const receivedUs = within(request.sentUs, payload.readDoubleLE(0), nowUs);
    request.onDone(receivedUs, within(receivedUs, payload.readDoubleLE(8), nowUs), payload[16] ?? 0);
    return true;
  };

  return {
    onFrame(kind, id, payload) {
      if (kind === kinds.dial) return onDial(id, payload);
      const request = requests.get(id);
      if (request === undefined) return false;
      switch (kind) {
        case kinds.dialBody:
          return payload.length >= 1 && request.onBody(payload.subarray(1), payload[0] === flags.last);
        case kinds.dialAbort:
          request.onAbort();
          return true;
        case kinds.dialCredit:
          return payload.length === 4 && request.onCredit(readU32(payload, 0));
        case kinds.dialDone:
          return onDone(id, request, payload);
        default:
          return false;
      }
    },
    stop() {
      for (const request of requests.values()) request.onAbort();
      requests.clear();
    },
  };
}

/** What is no time at all counts as the earliest. */
function within(earliest: number, value: number, latest: number): number {
  return Number.isNaN(value) ? earliest : Math.min(Math.max(value, earliest), latest);
}
