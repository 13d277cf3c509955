import { Code } from "@connectrpc/connect";
import type { Lease } from "./emulate/connections.ts";
import type { HeaderList } from "./headers.ts";
import type { AttemptRecord } from "./held-events.ts";
import type { Clock } from "./host-deployment.ts";
import { cutErrorMessage, type Recorder } from "./record-attempts.ts";

/** Sizes and emulated delays that are known when the reply leaves. */
export type ReplyFacts = {
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly backUs: number;
};

/** Stamps one attempt's record as the attempt goes on, and tells the log. Stamps never run backwards. */
export class AttemptProgress {
  readonly record: AttemptRecord;
  readonly #recorder: Recorder;
  readonly #clock: Clock;

  constructor(record: AttemptRecord, recorder: Recorder, clock: Clock) {
    this.record = record;
    this.#recorder = recorder;
    this.#clock = clock;
  }

  /** Between T3 and T4. */
  get handlerRuns(): boolean {
    return this.record.startedUs !== undefined && this.record.endedUs === undefined;
  }

  get handlerStarted(): boolean {
    return this.record.startedUs !== undefined;
  }

  /** Which emulated connection carries it, and how long it waited for that. */
  carried(lease: Lease | null): void {
    if (lease === null) return;
    this.record.connection = lease.connection;
    this.record.connectionWaitUs = lease.waitedUs;
  }

  /** T2. */
  arrived(outUs: number, requestBytes: number, queuedBehind: number): void {
    const { record } = this;
    record.arrivedUs = this.#clock.nowUs();
    record.emulatedOutUs = outUs;
    record.requestBytes = requestBytes;
    record.queuedBehind = queuedBehind;
    this.#recorder.changed(record);
  }

  /** T3. */
  handlerBegan(atUs: number): void {
    this.record.startedUs ??= Math.max(atUs, this.record.arrivedUs ?? 0);
    this.#recorder.changed(this.record);
  }

  /** T4. */
  handlerEnded(atUs: number): void {
    this.record.endedUs ??= Math.max(atUs, this.record.startedUs ?? 0);
    this.#recorder.changed(this.record);
  }

  /** T4 of a handler whose process is gone. */
  runnerStopped(): void {
    if (this.handlerRuns) this.handlerEnded(this.#clock.nowUs());
  }

  /** T5, which by definition follows what was stamped before it. */
  replied(code: number, message: string, facts: ReplyFacts): void {
    const { record } = this;
    record.code = code;
    record.errorMessage = cutErrorMessage(message);
    record.requestBytes = facts.requestBytes;
    record.responseBytes = facts.responseBytes;
    record.emulatedBackUs = facts.backUs;
    record.repliedUs = Math.max(
      this.#clock.nowUs(),
      record.endedUs ?? record.startedUs ?? record.arrivedUs ?? 0,
    );
    this.#recorder.changed(record);
  }

  /** The caller went away; there is no reply. */
  cancelled(): void {
    this.record.cancelled = true;
    this.record.code = Code.Canceled;
    this.#recorder.changed(this.record);
  }

  messages(direction: "incoming" | "outgoing", lengths: readonly number[]): void {
    this.#recorder.messages(this.record, this.#clock.nowUs(), direction, lengths);
  }

  /** Queue and execution in ms, and the worker slot (Server Timing), for callers who do not read our record. */
  timing(): HeaderList {
    const { arrivedUs, startedUs, endedUs, worker } = this.record;
    if (arrivedUs === undefined || startedUs === undefined) return [];
    const queueMs = (startedUs - arrivedUs) / 1_000;
    const workMs = ((endedUs ?? this.#clock.nowUs()) - startedUs) / 1_000;
    return [["server-timing", `q;dur=${queueMs.toFixed(3)}, x;dur=${workMs.toFixed(3)}, w;desc=${worker}`]];
  }
}
