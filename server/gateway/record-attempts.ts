import type { Stop, VisitorLog } from "#server/sandbox/sandbox.ts";
import type { EventLog } from "./event-log.ts";
import {
  AttemptRecord,
  type FixtureAsk,
  HeldBusy,
  HeldFixture,
  HeldHeap,
  HeldLog,
  HeldMessage,
  HeldRunnerEvent,
} from "./held-events.ts";

/** Who made an attempt: the header `x-playground-attempt: <run>/<call>/<attempt>`. */
export type AttemptName = { readonly runId: string; readonly call: number; readonly attempt: number };

const nameSyntax = /^([A-Za-z0-9_-]{1,64})\/(\d{1,9})\/(\d{1,3})$/;
const outside: AttemptName = { runId: "", call: 0, attempt: 0 };
const maxUint32 = 0xffff_ffff;
const maxErrorBytes = 1024;
const maxUserAgentLength = 200;
/** Beyond this, one stream would push everything else out of the log. */
const maxMessagesPerAttempt = 2_000;

/** A name that is missing or malformed is that of a caller from outside. */
export function parseAttemptName(header: string): AttemptName {
  const match = nameSyntax.exec(header);
  if (match === null) return outside;
  const [, runId = "", call, attempt] = match;
  return { runId, call: Number(call), attempt: Math.min(Number(attempt), 255) };
}

/** Writes what happens at one deployment into its event log. */
export class Recorder {
  readonly log: EventLog;
  #sequence = 0;

  constructor(log: EventLog) {
    this.log = log;
  }

  /** A new attempt; it enters the log with its first `changed`. */
  begin(name: AttemptName, userAgent: string): AttemptRecord {
    const record = new AttemptRecord();
    record.sequence = ++this.#sequence;
    record.runId = name.runId;
    record.call = name.call;
    record.attempt = name.attempt;
    if (name.runId === "") record.userAgent = userAgent.slice(0, maxUserAgentLength);
    return record;
  }

  /** Tells readers the newest state of the attempt. */
  changed(record: AttemptRecord): void {
    this.log.put(record);
  }

  messages(
    record: AttemptRecord,
    atUs: number,
    direction: "incoming" | "outgoing",
    lengths: readonly number[],
  ): void {
    for (const length of lengths) {
      record.messages += 1;
      if (record.messages > maxMessagesPerAttempt) this.log.drop();
      else this.log.put(new HeldMessage(record, atUs, direction, length));
    }
  }

  line(line: VisitorLog, attempt: AttemptRecord | null): void {
    this.log.put(new HeldLog(line, attempt));
  }

  busy(fromUs: number, toUs: number): void {
    this.log.put(new HeldBusy(fromUs, toUs));
  }

  /** Processor time of a turn that this attempt caused. Readers hear of it with its next stamp, or at once after its last. */
  spent(record: AttemptRecord, us: number): void {
    record.cpuUs = Math.min((record.cpuUs ?? 0) + us, maxUint32);
    if (record.code !== undefined) this.changed(record);
  }

  /** After a turn of this attempt, which asked for it: what the heap holds more than before it. The most counts. */
  added(record: AttemptRecord, bytes: number): void {
    record.heapBytes = Math.max(record.heapBytes ?? 0, Math.min(bytes, maxUint32));
    if (record.code !== undefined) this.changed(record);
  }

  /** Kept only while somebody watches. */
  heap(atUs: number, bytes: number): void {
    if (this.log.watched) this.log.put(new HeldHeap(atUs, bytes));
  }

  fixture(ask: FixtureAsk): void {
    this.log.put(new HeldFixture(ask));
  }

  ready(atUs: number): void {
    this.log.put(new HeldRunnerEvent(atUs, null));
  }

  stopped(atUs: number, stop: Stop): void {
    this.log.put(new HeldRunnerEvent(atUs, stop));
  }
}

/** At most 1 kB of UTF-8, never half a character. */
export function cutErrorMessage(message: string): string {
  if (message.length * 3 <= maxErrorBytes) return message;
  const bytes = Buffer.from(message, "utf8");
  if (bytes.length <= maxErrorBytes) return message;
  return bytes
    .subarray(0, maxErrorBytes)
    .toString("utf8")
    .replace(/\uFFFD+$/, "");
}
