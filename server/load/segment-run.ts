import { LoadOutcome } from "#lib/gen/playground/v1/load_pb.ts";
import type { Segment, Stretch } from "#lib/load/pacer.ts";
import type { LevelMeter } from "./level-meter.ts";
import type { LoadOver, RunLoadParts } from "./run-parts.ts";
import type { Reply } from "./sender.ts";

/** A call that is to be made. `intendedUs` counts from the segment's zero. */
export type Intent = {
  readonly intendedUs: number;
  readonly level: number;
  readonly client: number;
  readonly thinkUs: number;
};

export type SegmentParts = Omit<RunLoadParts, "began"> & {
  readonly segment: Segment;
  /** On the agenda's clock, µs. */
  readonly runZeroUs: number;
  readonly beginUs: number;
  /** Number of the segment's first call. */
  readonly firstCall: number;
};

type SegmentEnd = LoadOver["kind"];
type Waiting = Intent & { readonly call: number; readonly ended: ((endedUs: number) => void) | undefined };

const tickUs = 250_000;
/** Each call has a deadline of its own; this is for a client that lost one. */
const lostAfterUs = 2_000_000;

/**
 * One segment under way: who is due is sent at once, or waits for a place, and every one of them is counted exactly once.
 *
 *   due ─┬─▶ sent ──▶ ok | error | timeout | cancelled | shed
 *        └─ no place ─▶ waits ─┬─▶ sent (held back) ─▶ …
 *                              └─▶ unsent (the segment's time is over)
 */
export class SegmentRun {
  /** Resolves when nothing is under way any more, and the last tick is told. */
  readonly over: Promise<SegmentEnd>;
  readonly #parts: SegmentParts;
  readonly #resolve: (end: SegmentEnd) => void;
  readonly #underWay = new Map<number, { abort(): void }>();
  readonly #waiting: Waiting[] = [];
  readonly #maxInFlight: number;
  #nextCall: number;
  #end: SegmentEnd = "completed";
  #sends = true;
  #isOver = false;
  #callOffTick: () => void = () => {};
  /** Levels whose load is over. */
  readonly #ended = new Set<number>();
  readonly #onStop = () => this.#breakOff("stopped");

  constructor(parts: SegmentParts) {
    this.#parts = parts;
    const { promise, resolve } = Promise.withResolvers<SegmentEnd>();
    this.over = promise;
    this.#resolve = resolve;
    this.#nextCall = parts.firstCall;
    const { plan, segment, signal } = parts;
    this.#maxInFlight = plan.model.kind === "open" ? plan.maxInFlight : Number.POSITIVE_INFINITY;
    for (const { level, fromUs } of segment.stretches) this.at(fromUs, () => this.#meterOf(level));
    // A level's window ends where its load does: the laws are checked over it.
    for (const { level, toUs } of segment.stretches.slice(0, -1)) this.at(toUs, () => this.#endLevel(level));
    this.at(segment.durationUs, () => this.#endSends());
    this.at(segment.durationUs + plan.deadlineMs * 1_000 + lostAfterUs, () => this.#breakOff("completed"));
    this.#armTick();
    signal.addEventListener("abort", this.#onStop);
    if (signal.aborted) this.#onStop();
  }

  /** Number of the next call, here or in the next segment. */
  get nextCall(): number {
    return this.#nextCall;
  }

  /** Does it at a time of the segment, while there is a segment. */
  at(us: number, what: () => void): () => void {
    return this.#parts.agenda.at(this.#atBegin(us), () => {
      if (!this.#isOver) what();
    });
  }

  isDue(us: number): boolean {
    return this.#atBegin(us) <= this.#parts.agenda.nowUs();
  }

  /** The level that a time belongs to; null: it is after the end. */
  levelAt(us: number): number | null {
    const found = this.#parts.segment.stretches.find(
      ({ fromUs, toUs }: Stretch) => us >= fromUs && us < toUs,
    );
    return found?.level ?? null;
  }

  /** A call is due. `ended` hears when it was over, µs since the segment's zero, unless it was never sent. */
  call(intent: Intent, ended?: (endedUs: number) => void): void {
    if (this.#isOver || this.#end !== "completed") return;
    const call = this.#nextCall++;
    this.#meterOf(intent.level).due();
    const waiting: Waiting = { ...intent, call, ended };
    // Whoever comes later does not overtake those who wait.
    if (!this.#sends) this.#meterOf(intent.level).unsent();
    else if (this.#underWay.size < this.#maxInFlight && this.#waiting.length === 0)
      this.#send(waiting, false);
    else this.#waiting.push(waiting);
  }

  #send(waiting: Waiting, isHeldBack: boolean): void {
    const { agenda, sender, meter, plan } = this.#parts;
    const { call, client, level } = waiting;
    const intendedUs = this.#sinceZero(this.#atBegin(waiting.intendedUs));
    const sentUs = Math.max(intendedUs, this.#sinceZero(agenda.nowUs()));
    this.#meterOf(level).sent(intendedUs, sentUs, isHeldBack, sender.requestBytes);
    const lane = plan.model.kind === "open" ? call : client;
    const sent = sender.send({ call, lane, wantsAnswer: call < 32 }, (reply) => {
      this.#underWay.delete(call);
      const endedUs = Math.max(sentUs, this.#sinceZero(agenda.nowUs()));
      const shown = plan.model.kind === "open" && plan.httpVersion === "2" ? lane % plan.connections : client;
      meter.finished({
        ...{ call, client: shown, level, intendedUs, sentUs, endedUs, thinkUs: waiting.thinkUs },
        ...{ outcome: reply.outcome, code: reply.code, reason: reply.reason },
        ...{ requestBytes: sender.requestBytes, responseBytes: reply.responseBytes },
        ...{ queueUs: reply.queueUs, executionUs: reply.executionUs, worker: reply.worker },
      });
      this.#heard(reply);
      waiting.ended?.(endedUs - this.#sinceZero(this.#parts.beginUs));
      this.#goOn();
    });
    this.#underWay.set(call, sent);
  }

  #heard(reply: Reply): void {
    const { heard, meter, maxResponseBytes } = this.#parts;
    if (reply.outcome === LoadOutcome.OK || reply.outcome === LoadOutcome.ERROR) heard(reply);
    if (meter.responseBytes > maxResponseBytes) this.#breakOff("responseLimit");
  }

  /** A place is free. */
  #goOn(): void {
    if (this.#sends) {
      const next = this.#underWay.size < this.#maxInFlight ? this.#waiting.shift() : undefined;
      if (next !== undefined) this.#send(next, true);
    } else if (this.#underWay.size === 0) this.#finish();
  }

  #endSends(): void {
    if (!this.#sends) return;
    this.#sends = false;
    for (const { level } of this.#waiting.splice(0)) this.#meterOf(level).unsent();
    const last = this.#parts.segment.stretches.at(-1);
    if (last !== undefined) this.#endLevel(last.level);
    if (this.#underWay.size === 0) this.#finish();
  }

  /** Nothing is waited for any more. */
  #breakOff(end: SegmentEnd): void {
    if (this.#isOver || (this.#end !== "completed" && end !== "completed")) return;
    this.#end = end;
    this.#sends = false;
    for (const { level } of this.#waiting.splice(0)) this.#meterOf(level).unsent();
    // The last one to be broken off finishes the segment.
    for (const sent of [...this.#underWay.values()]) sent.abort();
    if (this.#underWay.size === 0) this.#finish();
  }

  #finish(): void {
    if (this.#isOver) return;
    this.#callOffTick();
    this.#tick();
    this.#isOver = true;
    const { signal, meter } = this.#parts;
    signal.removeEventListener("abort", this.#onStop);
    for (const { level } of meter.levels) meter.close(level);
    this.#resolve(this.#end);
  }

  #armTick(): void {
    const { agenda, beginUs } = this.#parts;
    const sinceUs = Math.max(0, agenda.nowUs() - beginUs);
    this.#callOffTick = this.at((Math.floor(sinceUs / tickUs) + 1) * tickUs, () => {
      this.#tick();
      this.#armTick();
    });
  }

  /** One tick for each level that something can still happen on. */
  #tick(): void {
    const { agenda, meter, tell, sender } = this.#parts;
    const now = this.#sinceZero(agenda.nowUs());
    const opened = sender.takeOpened();
    meter.levels[0]?.connected(opened);
    for (const { level } of meter.levels) {
      tell(meter.cut(level, now, this.#ended.has(level)));
      this.#closeIdle(level);
    }
  }

  #endLevel(level: number): void {
    this.#tick();
    this.#ended.add(level);
    this.#closeIdle(level);
  }

  #closeIdle(level: number): void {
    if (!this.#ended.has(level) || this.#meterOf(level).inFlight > 0) return;
    if (!this.#waiting.some((waiting) => waiting.level === level)) this.#parts.meter.close(level);
  }

  /** Opens the level when a call of it is due before its beginning was noticed. */
  #meterOf(level: number): LevelMeter {
    const { meter, segment } = this.#parts;
    const fromUs = segment.stretches.find((stretch) => stretch.level === level)?.fromUs ?? 0;
    return meter.of(level) ?? meter.open(level, this.#sinceZero(this.#atBegin(fromUs)));
  }

  #atBegin(us: number): number {
    return this.#parts.beginUs + us;
  }

  #sinceZero(us: number): number {
    return Math.max(0, Math.round(us - this.#parts.runZeroUs));
  }
}
