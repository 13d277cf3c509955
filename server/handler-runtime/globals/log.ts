import { booted, type LogLevel } from "../host.ts";
import { charCodeAt, slice } from "../primordials.ts";
import { currentExchange } from "../scope.ts";

/**
 * Log lines on their way to the visitor's console. A flood is dropped here, inside the isolate, where it costs only
 * its author: so many lines a turn, so many bytes a line and a minute. The next line that passes says how many fell.
 */
const minuteUs = 60_000_000;
let linesThisTurn = 0;
let minuteBeganUs = Number.NEGATIVE_INFINITY;
let bytesThisMinute = 0;
let dropped = 0;
const NativeError = Error;

export function beginLogTurn(): void {
  linesThisTurn = 0;
}

export type LogPlace = {
  /** Stack whose first frame of the visitor's is the line that logged; empty: that of the error. */
  readonly callStack: string;
  readonly errorStack: string;
  readonly exchange?: number;
};

export function writeLog(level: LogLevel, text: string, { callStack, errorStack, exchange }: LogPlace): void {
  const { host } = booted();
  const line = cut(text, host.logLineBytes);
  const bytes = line.length * 3 < 64 ? 64 : utf8Bytes(line, line.length);
  const nowUs = host.now();
  if (nowUs - minuteBeganUs >= minuteUs) {
    minuteBeganUs = nowUs;
    bytesThisMinute = 0;
  }
  if (++linesThisTurn > host.logLinesPerTurn || bytesThisMinute + bytes > host.logBytesPerMinute) {
    dropped++;
    return;
  }
  bytesThisMinute += bytes;
  host.log(level, line, callStack, errorStack, exchange ?? currentExchange(), dropped);
  dropped = 0;
}

/** Where the caller's caller stands. */
export function callStack(): string {
  const { stack } = new NativeError();
  return typeof stack === "string" ? stack : "";
}

/** Called before a line is formatted, so that a flood does not even cost its formatting. */
export function isDropping(): boolean {
  if (linesThisTurn < booted().host.logLinesPerTurn) return false;
  dropped++;
  return true;
}

function utf8Bytes(text: string, end: number): number {
  let bytes = 0;
  for (let at = 0; at < end; at++) {
    const code = charCodeAt(text, at);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code <= 0xdfff ? 2 : 3;
  }
  return bytes;
}

function cut(text: string, maxBytes: number): string {
  if (text.length * 3 <= maxBytes) return text;
  if (text.length <= maxBytes && utf8Bytes(text, text.length) <= maxBytes) return text;
  let bytes = 3;
  let end = 0;
  while (end < text.length) {
    const code = charCodeAt(text, end);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
    if (bytes > maxBytes) break;
    end++;
  }
  return `${slice(text, 0, end)}…`;
}
