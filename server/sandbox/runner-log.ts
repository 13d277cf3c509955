import type { Limits } from "#lib/limits.ts";
import { toCount, toFields, toFrames, toText } from "./runner-words.ts";
import type { VisitorLog } from "./sandbox.ts";

const minuteUs = 60_000_000;
/** JSON, places and stacks come on top of the text that the isolate counts. */
const overheadFactor = 8;

/** Reads log lines of one runner; null when it sends far more than its isolate would let through. */
export function createLogReader(limits: Limits): (json: string) => VisitorLog | null {
  let minuteBeganUs = Number.NEGATIVE_INFINITY;
  let bytes = 0;

  return (json) => {
    const nowUs = Number(process.hrtime.bigint()) / 1000;
    if (nowUs - minuteBeganUs >= minuteUs) {
      minuteBeganUs = nowUs;
      bytes = 0;
    }
    bytes += json.length;
    if (bytes > limits.logBytesPerMinute * overheadFactor) return null;
    const line = toFields(JSON.parse(json));
    const { level, exchangeId, atUs } = line;
    return {
      atUs: typeof atUs === "number" && atUs > 0 && atUs < nowUs ? atUs : nowUs,
      level: level === "debug" || level === "warn" || level === "error" ? level : "info",
      text: toText(line.text, limits.logLineBytes),
      path: toText(line.path, 300),
      line: toCount(line.line),
      exchangeId: toCount(exchangeId) > 0 ? toCount(exchangeId) : null,
      dropped: toCount(line.dropped),
      frames: toFrames(line.frames),
    };
  };
}
