import { create } from "@bufbuild/protobuf";
import {
  Codec,
  FixtureCallSchema,
  HeapUseSchema,
  LogLevel,
  LogLineSchema,
  Protocol,
  RunnerEventSchema,
  RunnerState,
  ServerAttemptSchema,
  type ServerEvent,
  ServerEventSchema,
  StopReason,
  StreamMessageSchema,
  ThreadBusySchema,
} from "#lib/gen/playground/v1/event_pb.ts";
import type { Stop, VisitorLog } from "#server/sandbox/sandbox.ts";
import { HeldEvent, HeldOfRun } from "./event-log.ts";

/** One attempt as the server sees it; see ServerAttempt for the fields. It changes while the attempt goes on. */
export class AttemptRecord extends HeldOfRun {
  sequence = 0;
  runId = "";
  call = 0;
  attempt = 0;
  method = "";
  protocol: Protocol = Protocol.UNSPECIFIED;
  codec: Codec = Codec.UNSPECIFIED;
  arrivedUs: number | undefined = undefined;
  startedUs: number | undefined = undefined;
  endedUs: number | undefined = undefined;
  repliedUs: number | undefined = undefined;
  worker = 0;
  code: number | undefined = undefined;
  shed = false;
  cancelled = false;
  requestBytes = 0;
  responseBytes = 0;
  queuedBehind = 0;
  userAgent = "";
  emulatedOutUs = 0;
  emulatedBackUs = 0;
  httpVersion = "";
  errorMessage = "";
  /** Made by a handler; see ServerAttempt. */
  nested = false;
  parentSequence: number | undefined = undefined;
  intendedUs: number | undefined = undefined;
  sentUs: number | undefined = undefined;
  receivedUs: number | undefined = undefined;
  resumedUs: number | undefined = undefined;
  callerCode: number | undefined = undefined;
  cpuUs: number | undefined = undefined;
  /** Of its run, from 1; 0: no emulated connection of its own. */
  connection = 0;
  connectionWaitUs = 0;
  heapBytes: number | undefined = undefined;
  /** Messages recorded singly so far. */
  messages = 0;
  /** How many handlers stand above this attempt, and what all below one call from outside share. */
  depth = 0;
  tree: CallTree | null = null;

  bytes(): number {
    return 600 + 2 * (this.errorMessage.length + this.userAgent.length);
  }

  toEvent(): ServerEvent {
    const {
      previous: _previous,
      next: _next,
      version: _version,
      weight: _weight,
      messages: _messages,
      depth: _depth,
      tree: _tree,
      ...fields
    } = this;
    return create(ServerEventSchema, {
      event: { case: "attempt", value: create(ServerAttemptSchema, fields) },
    });
  }
}

/** The calls that handlers made because of one call from outside, counted. */
export type CallTree = { calls: number };

const logLevels = {
  debug: LogLevel.DEBUG,
  info: LogLevel.INFO,
  warn: LogLevel.WARN,
  error: LogLevel.ERROR,
} as const satisfies Record<VisitorLog["level"], LogLevel>;

/** A line of the visitor's console. Lines of nobody's concern every run. */
export class HeldLog extends HeldEvent {
  readonly #line: VisitorLog;
  readonly #attempt: AttemptRecord | null;

  constructor(line: VisitorLog, attempt: AttemptRecord | null) {
    super();
    this.#line = line;
    this.#attempt = attempt;
  }

  concerns(runId: string): boolean {
    const owner = this.#attempt?.runId ?? "";
    return owner === "" || owner === runId;
  }

  bytes(): number {
    return 200 + 2 * this.#line.text.length + 100 * this.#line.frames.length;
  }

  toEvent(): ServerEvent {
    const { atUs, level, text, path, line, dropped, frames } = this.#line;
    const stack = frames.map(
      (frame) => `${frame.functionName || "<anonymous>"} (${frame.path}:${frame.line}:${frame.column})`,
    );
    const attemptSequence = this.#attempt?.sequence;
    const value = create(LogLineSchema, {
      atUs,
      level: logLevels[level],
      text,
      path,
      line,
      dropped,
      stack,
      attemptSequence,
    });
    return create(ServerEventSchema, { event: { case: "log", value } });
  }
}

const stopReasons = {
  timeLimit: StopReason.TIME_LIMIT,
  memoryLimit: StopReason.MEMORY_LIMIT,
  outputLimit: StopReason.OUTPUT_LIMIT,
  cpuLimit: StopReason.CPU_LIMIT,
  crashed: StopReason.CRASHED,
  protocolViolation: StopReason.PROTOCOL_VIOLATION,
  idle: StopReason.IDLE,
  shutdown: StopReason.SHUTDOWN,
} as const satisfies Record<Stop["reason"], StopReason>;

/** The runner became ready (`stop` null) or stopped. */
export class HeldRunnerEvent extends HeldEvent {
  readonly #atUs: number;
  readonly #stop: Stop | null;

  constructor(atUs: number, stop: Stop | null) {
    super();
    this.#atUs = atUs;
    this.#stop = stop;
  }

  concerns(): boolean {
    return true;
  }

  bytes(): number {
    return 200;
  }

  toEvent(): ServerEvent {
    const stop = this.#stop;
    const value = create(RunnerEventSchema, {
      atUs: this.#atUs,
      state: stop === null ? RunnerState.READY : RunnerState.STOPPED,
      ...(stop !== null && {
        reason: stopReasons[stop.reason],
        limit: stop.limit,
        limitValue: stop.limitValue,
      }),
    });
    return create(ServerEventSchema, { event: { case: "runner", value } });
  }
}

/** One message of a streaming attempt. */
export class HeldMessage extends HeldOfRun {
  readonly #attempt: AttemptRecord;
  readonly #atUs: number;
  readonly #outgoing: boolean;
  readonly #length: number;

  constructor(attempt: AttemptRecord, atUs: number, direction: "incoming" | "outgoing", length: number) {
    super();
    this.#attempt = attempt;
    this.#atUs = atUs;
    this.#outgoing = direction === "outgoing";
    this.#length = length;
  }

  get runId(): string {
    return this.#attempt.runId;
  }

  bytes(): number {
    return 160;
  }

  toEvent(): ServerEvent {
    const value = create(StreamMessageSchema, {
      attemptSequence: this.#attempt.sequence,
      atUs: this.#atUs,
      outgoing: this.#outgoing,
      bytes: this.#length,
    });
    return create(ServerEventSchema, { event: { case: "message", value } });
  }
}

/** A handler kept the thread, which concerns every call under way. */
export class HeldBusy extends HeldEvent {
  readonly #fromUs: number;
  readonly #toUs: number;

  constructor(fromUs: number, toUs: number) {
    super();
    this.#fromUs = fromUs;
    this.#toUs = toUs;
  }

  concerns(): boolean {
    return true;
  }

  bytes(): number {
    return 120;
  }

  toEvent(): ServerEvent {
    const value = create(ThreadBusySchema, { fromUs: this.#fromUs, toUs: this.#toUs });
    return create(ServerEventSchema, { event: { case: "busy", value } });
  }
}

/** What the heap held, which is of all calls under way. */
export class HeldHeap extends HeldEvent {
  readonly #atUs: number;
  readonly #bytes: number;

  constructor(atUs: number, bytes: number) {
    super();
    this.#atUs = atUs;
    this.#bytes = bytes;
  }

  concerns(): boolean {
    return true;
  }

  bytes(): number {
    return 120;
  }

  toEvent(): ServerEvent {
    const value = create(HeapUseSchema, { atUs: this.#atUs, bytes: this.#bytes });
    return create(ServerEventSchema, { event: { case: "heap", value } });
  }
}

/** What was asked of a fixture. */
export type FixtureAsk = {
  readonly atUs: number;
  /** `playground.fixtures.v1.Ledger` */
  readonly fixture: string;
  readonly op: string;
  readonly key: string;
  readonly payload: string;
  readonly runId: string;
  readonly attemptSequence: number | undefined;
};

/** A fixture was asked, and answered. */
export class HeldFixture extends HeldOfRun {
  readonly #ask: FixtureAsk;

  constructor(ask: FixtureAsk) {
    super();
    this.#ask = ask;
  }

  get runId(): string {
    return this.#ask.runId;
  }

  bytes(): number {
    return 200 + 2 * (this.#ask.key.length + this.#ask.payload.length);
  }

  toEvent(): ServerEvent {
    const value = create(FixtureCallSchema, this.#ask);
    return create(ServerEventSchema, { event: { case: "fixture", value } });
  }
}
