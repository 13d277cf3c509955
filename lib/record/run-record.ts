import type { AttemptTable } from "./attempt-table.ts";
import type { RunNote } from "./run-note.ts";

/**
 * Everything that is known about one run: the fact in the middle of the house. Gateway and client runtime produce it
 * (through foldRun); timeline, charts, table, console, sharing and export fold it. Times are integer µs since the
 * run's zero, on the client's clock.
 */
export type RunRecord = {
  readonly schemaVersion: 1;
  readonly header: RunHeader;
  readonly attempts: AttemptTable;
  /** What only few attempts have, by row. */
  readonly details: ReadonlyMap<number, AttemptDetail>;
  readonly threads: readonly Thread[];
  /** In time order. */
  readonly logs: readonly LogEntry[];
  readonly runnerEvents: readonly RunnerFact[];
  /** Single messages of streaming attempts, in time order. */
  readonly messages: readonly StreamMessageFact[];
  /** Absent of runs that nobody entered, and of those from before it was recorded. */
  readonly control?: ControlFact;
  /** In time order. Absent: there were none. */
  readonly polls?: readonly PollFact[];
  /** What fixtures were asked, in time order. Absent: nothing. */
  readonly fixtures?: readonly FixtureFact[];
  /** What the handlers' heap held, in time order. Absent: nobody looked. */
  readonly heap?: readonly HeapFact[];
  /** Written by a visitor, not recorded: only in files. */
  readonly notes?: readonly RunNote[];
};

export type RunHeader = {
  readonly id: string;
  readonly deploymentId: string;
  /** Name and title of the experiment. */
  readonly experiment: string;
  readonly title: string;
  /** `real`: every attempt was made. */
  readonly engine: "real" | "simulated";
  /** `recorded` runs are shown from a file; what they show was measured then. */
  readonly recorded: boolean;
  /** Wall time of the run's zero, ms since 1970. */
  readonly startedAtUnixMs: number;
  /** Last stamp of the run so far, or its end. */
  readonly durationUs: number;
  readonly outcome: RunOutcome;
  readonly settings: RunSettings;
  /** `greet.v1.Greeter/SayHello`; attempts index into it. */
  readonly methods: readonly string[];
  /** As measured by the browser: `http/1.1`, `h2`, or empty when hidden. */
  readonly httpVersion: string;
  /** Host names the calls were spread over; 1 means the browser's six-connection limit applied (HTTP/1.1). */
  readonly hosts: number;
  readonly clock: ClockFacts;
  readonly marks: readonly RunMark[];
  readonly totals: RunTotals;
  /** Of runs that programs outside the playground wrote down themselves. */
  readonly recordedBy?: Recorder;
};

/** A program that stamped its own calls, and what else it takes to make the run again. */
export type Recorder = {
  /** `server.py and client.py`. */
  readonly program: string;
  /** `Python` → `3.11.2`. */
  readonly versions: Readonly<Record<string, string>>;
  readonly command: string;
};

export type RunOutcome =
  | { readonly kind: "running" }
  | ({ readonly kind: "finished" } & ReturnedFields)
  /** The visitor pressed Stop. */
  | { readonly kind: "stopped" }
  | ThrownOutcome
  /** A limit ended it: its name in lib/limits.ts and its value. */
  | { readonly kind: "limit"; readonly limit: string; readonly value: number }
  | { readonly kind: "lostConnection" };

/** The experiment threw; the stack shows the visitor's own lines. The playground's own refusals have a reason. */
export type ThrownOutcome = {
  readonly kind: "threw";
  readonly message: string;
  readonly stack: readonly string[];
  readonly refusal?: AttemptDetail["refusal"];
};

/** What the experiment returned: JSON in whole (bytes as base64, bigints as text); absent: nothing. */
export type ReturnedFields = {
  readonly returned?: string;
  /** It was longer than a record keeps. */
  readonly returnedTooLong?: true;
};

/** When the experiment's own function had control. An absent time has not happened. */
export type ControlFact = {
  readonly enteredUs: number;
  /** Its caller got control back, with a value or a promise (or by a throw, as a value). */
  readonly returnedUs?: number;
  /** The promise settled; of a value the same as `returnedUs`. */
  readonly settledUs?: number;
  readonly kind?: "value" | "promise";
};

/** One look at a call under way, which answered "not yet" or gave the reply. */
export type PollFact = { readonly call: number; readonly fromUs: number; readonly toUs: number };

export type RunSettings = {
  /** Worker slots; null: unlimited. */
  readonly workers: number | null;
  /** null: the platform's own limit. */
  readonly queueLimit: number | null;
  readonly network: { readonly delayMs: number; readonly jitterMs: number; readonly bandwidthKbps: number };
  /** `grpc` only where the experiment ran in the backend. */
  readonly protocol: "connect" | "grpc-web" | "grpc";
  readonly codec: "binary" | "json";
  /** How many calls the experiment is asked to make. */
  readonly calls: number;
  /** Where the experiment runs, or ran. Absent: not chosen; of runs from before there was a choice, the browser. */
  readonly where?: "browser" | "backend";
};

export type ClockFacts = {
  /** server − client, µs, at the run's zero; null: not measured, server lanes are in raw time. */
  readonly offsetUs: number | null;
  /** Change of the offset, µs per second. */
  readonly driftUsPerS: number;
  /** δ of the best ping: the offset is off by at most half of it. */
  readonly uncertaintyUs: number;
  /** Smallest step of the client's clock, µs. */
  readonly stepUs: number;
};

export type RunMark = "hiddenTab" | "sleep" | "clockError" | "coarseClock" | "truncated" | "recordGap";

export type RunTotals = {
  readonly offered: number;
  readonly ok: number;
  readonly failed: number;
  readonly shed: number;
  readonly unsent: number;
  readonly inFlight: number;
};

export type Thread = {
  /** `client`: the worker that runs the visitor's client code. */
  readonly name: string;
  readonly side: "client" | "server";
  /** When the 10-ms heartbeat really fired. */
  readonly beats: Uint32Array;
  readonly blocked: readonly BlockedInterval[];
};

export type BlockedInterval = {
  readonly fromUs: number;
  readonly toUs: number;
  /** `call`: a synchronous call. `busy`: the code kept the thread. */
  readonly reason: "call" | "busy";
};

export type AttemptDetail = {
  readonly errorMessage?: string;
  /** Why the gateway answered in the handler's place: a name of lib/failure-reasons.ts, and its parameters. */
  readonly refusal?: { readonly name: string; readonly values: Readonly<Record<string, string>> };
  /** The reply in JSON as the client saw it, cut at 200 characters; of a stream its latest message. */
  readonly reply?: string;
  /** What was sent, in whole JSON; absent when long or when the method streams. */
  readonly request?: string;
  /** The visitor's own code made the bytes of the request: no stub, no library. */
  readonly raw?: true;
  /** Those bytes in base64; absent when long. */
  readonly requestBody?: string;
  /** Of the answer to such a request. */
  readonly httpStatus?: number;
  /** The code that the server answered with, where the client says that all went well: one of the two is mistaken. */
  readonly serverStatus?: number;
  readonly userAgent?: string;
  /** The server's number of the attempt, which is its name in the deployment's events. Absent: it never got there. */
  readonly sequence?: number;
  readonly requestBytes?: number;
  readonly responseBytes?: number;
  /** Processor time of the turns that it caused, µs. Those under 1 ms count by the wall clock: small ones are upper bounds. */
  readonly cpuUs?: number;
  /** What it added to the heap at the most, bytes, with what it left uncollected; only of calls that asked for it. */
  readonly heapBytes?: number;
  readonly queuedBehind?: number;
  /** From the call to the request leaving the browser, µs: a free connection, and the CORS preflight where one is due. */
  readonly connectionWaitUs?: number;
  /** Line of `client.ts` that made the call. */
  readonly line?: number;
  /** The emulated connection that carried it: number within the run, from 1. Absent: none of its own. */
  readonly connection?: number;
  /** How long it waited until that connection was open and free, µs; part of T0 … T1. Absent: not at all. */
  readonly connectUs?: number;
  readonly emulatedOutUs?: number;
  readonly emulatedBackUs?: number;
  /** A call that stopped the client's thread. */
  readonly blocking?: boolean;
};

/** A call that a fixture answered: a witness outside the visitor's code. */
export type FixtureFact = {
  readonly atUs: number;
  /** `ledger`, `clock`. */
  readonly fixture: string;
  /** `Append`. */
  readonly op: string;
  readonly key: string;
  readonly payload: string;
  /** Row of the attempt whose handler asked, when certain; null: the experiment itself, or not known. */
  readonly attempt: number | null;
};

/** After a turn, with the garbage that was not collected yet: only the lowest values are what is really kept. */
export type HeapFact = { readonly atUs: number; readonly bytes: number; readonly replica: number };

export type LogEntry = {
  readonly atUs: number;
  readonly source: "client" | "server";
  readonly level: "debug" | "info" | "warn" | "error";
  readonly text: string;
  readonly path: string;
  /** 1-based; 0: unknown. */
  readonly line: number;
  /** Row of the attempt it belongs to, when certain. */
  readonly attempt: number | null;
  readonly stack: readonly string[];
  /** Lines dropped before this one because of the log limit. */
  readonly dropped: number;
};

export type RunnerFact = {
  readonly atUs: number;
  readonly state: "ready" | "stopped";
  /** StopReason in camel case: `timeLimit`, `memoryLimit`, `outputLimit`, `cpuLimit`, `crashed`, … */
  readonly reason: string;
  readonly limit: string;
  readonly limitValue: number;
};

export type StreamMessageFact = {
  /** Row in the table. */
  readonly attempt: number;
  readonly atUs: number;
  /** Who saw it: each side sends its own messages and receives the other's. */
  readonly side: "client" | "server";
  readonly direction: "toClient" | "toServer";
  readonly bytes: number;
};
