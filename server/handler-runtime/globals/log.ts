import { shared } from "#server/sandbox/protocol.ts";
import { booted, type LogLevel } from "../host.ts";
import { charCodeAt, slice } from "../primordials.ts";
import { currentExchange } from "../scope.ts";
import { addTimer } from "../timers.ts";

/**
 * Log lines on their way to the visitor's console. A flood is dropped here, inside the isolate, where it costs only
 * its author: so many lines a turn, so many bytes a line and a minute. The next line that passes says how many fell,
 * and when none does a line of its own, without text, once the turn is over.
 */
const minuteUs = 60_000_000;
/** What a short line or a report counts against the minute. */
const leastBytes = 64;
let linesThisTurn = 0;
let minuteBeganUs = Number.NEGATIVE_INFINITY;
let bytesThisMinute = 0;
let reportIsDue = false;
/** A minute without room left has one report all the same, so that the first drop is heard of at once. */
let reportedBeyondMinute = false;

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
  const bytes = line.length * 3 < leastBytes ? leastBytes : utf8Bytes(line, line.length);
  readMinute();
  if (++linesThisTurn > host.logLinesPerTurn || bytesThisMinute + bytes > host.logBytesPerMinute) {
    drop(exchange ?? currentExchange());
    return;
  }
  bytesThisMinute += bytes;
  host.log(level, line, callStack, errorStack, exchange ?? currentExchange(), takeDropped());
}

/** Begins a new minute when the last is over; returns the µs that are left. */
function readMinute(): number {
  const nowUs = booted().host.now();
  if (nowUs - minuteBeganUs >= minuteUs) {
    minuteBeganUs = nowUs;
    bytesThisMinute = 0;
    reportedBeyondMinute = false;
  }
  return minuteBeganUs + minuteUs - nowUs;
}

/** Counted where the runner sees it too: a turn that is stopped says nothing more. */
function drop(exchange: number): void {
  const { words } = booted().memory;
  const before = words[shared.droppedLines] ?? 0;
  words[shared.droppedOf] = before === 0 || words[shared.droppedOf] === exchange ? exchange : 0;
  words[shared.droppedLines] = before + 1;
  if (!reportIsDue) reportIn(0);
}

function takeDropped(): number {
  const { words } = booted().memory;
  const dropped = words[shared.droppedLines] ?? 0;
  words[shared.droppedLines] = 0;
  return dropped;
}

function reportIn(delayMs: number): void {
  try {
    addTimer(report, delayMs, "once");
    reportIsDue = true;
  } catch {
    // The visitor has all timers there are; the next line that passes says it.
  }
}

function report(): void {
  reportIsDue = false;
  const { host, memory } = booted();
  if (memory.words[shared.droppedLines] === 0) return;
  const leftUs = readMinute();
  const isBeyond = bytesThisMinute + leastBytes > host.logBytesPerMinute;
  if (isBeyond && reportedBeyondMinute) {
    reportIn(leftUs / 1000 + 1);
    return;
  }
  if (isBeyond) reportedBeyondMinute = true;
  else bytesThisMinute += leastBytes;
  host.log("warn", "", "", "", memory.words[shared.droppedOf] ?? 0, takeDropped());
}

/** Called before a line is formatted, so that a flood does not even cost its formatting. */
export function isDropping(): boolean {
  if (linesThisTurn < booted().host.logLinesPerTurn) return false;
  drop(currentExchange());
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
