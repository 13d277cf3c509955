import type { Limits } from "#lib/limits.ts";
import type { OpenedMessage } from "./protocol.ts";
import type { Stop, VisitorFrame } from "./sandbox.ts";

/** JSON from a runner, read field by field: it may be anything. Unreadable JSON throws. */
type Fields = Readonly<Record<string, unknown>>;

const maxTextChars = 64 * 1024;
const maxFrames = 20;

export const toFields = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};
export const toText = (value: unknown, maxChars = maxTextChars): string =>
  typeof value === "string" ? value.slice(0, maxChars) : "";
export const toCount = (value: unknown): number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : 0;

export function toFrames(value: unknown): VisitorFrame[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, maxFrames).map((item) => {
    const frame = toFields(item);
    const { path, line, column, functionName } = frame;
    return {
      path: toText(path, 300),
      line: toCount(line),
      column: toCount(column),
      functionName: toText(functionName, 300),
    };
  });
}

export function readOpened(json: string): OpenedMessage {
  const message = toFields(JSON.parse(json));
  if (message.ok === true) return { ok: true };
  const error = toFields(message.error);
  return {
    ok: false,
    error: { name: toText(error.name, 300), message: toText(error.message), frames: toFrames(error.frames) },
  };
}

/** A runner stops itself for two reasons only. */
export function readStop(json: string, limits: Limits): Stop {
  const { reason } = toFields(JSON.parse(json));
  return reason === "memoryLimit"
    ? { reason, limit: "memoryMb", limitValue: limits.memoryMb }
    : { reason: "timeLimit", limit: "turnMs", limitValue: limits.turnMs };
}

/** Shorter turns are no news, whoever tells them. */
const leastBusyUs = 9_000;

/** When the thread was busy, within what can be true: after the last time and not in the future. Null: it cannot. */
export function readBusy(json: string, busyUntilUs: number): { fromUs: number; toUs: number } | null {
  const [from, to] = JSON.parse(json) as readonly unknown[];
  const fromUs = Math.max(toCount(from), busyUntilUs);
  const toUs = Math.min(toCount(to), Math.round(Number(process.hrtime.bigint()) / 1000));
  return toUs - fromUs < leastBusyUs ? null : { fromUs, toUs };
}

/** Sooner after the last one it is no news, whoever tells it. */
const leastHeapUs = 45_000;

/** What the heap held, within what can be true: later than the last time and not in the future. Null: it cannot. */
export function readHeap(payload: Buffer, lastUs: number): { atUs: number; bytes: number } | null {
  const atUs = payload.readDoubleLE(0);
  const bytes = toCount(payload.readDoubleLE(8));
  const isTimely = atUs - lastUs >= leastHeapUs && atUs <= Number(process.hrtime.bigint()) / 1000;
  return isTimely && bytes > 0 ? { atUs, bytes } : null;
}
