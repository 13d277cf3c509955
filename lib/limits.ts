import { z } from "zod";
import { fail, ok, type Result } from "./result.ts";

/**
 * Every number a visitor can run into. The page shows the numbers the server enforces: both read this file, and the
 * environment variable `PLAYGROUND_LIMITS` (JSON, any subset) overrides single values for operators and tests.
 */
export const defaultLimits = {
  // Sources
  maxFiles: 50,
  maxFileBytes: 256 * 1024,
  maxSourceBytes: 1024 * 1024,
  maxPathLength: 200,
  // One call
  maxMessageBytes: 4 * 1024 * 1024,
  unaryDeadlineMs: 30_000,
  streamDeadlineMs: 300_000,
  maxResponseBytes: 64 * 1024 * 1024,
  maxStreamMessages: 100_000,
  maxHeaderBytes: 16 * 1024,
  /** Processor time of one call's handler, over all of its turns. */
  callCpuMs: 5_000,
  // One deployment
  maxConcurrentCalls: 64,
  maxQueuedCalls: 1_000,
  maxWorkers: 64,
  /** Handlers that call handlers: how deep, and how many calls below one from outside. */
  maxCallDepth: 16,
  maxNestedCalls: 1_000,
  /** Calls that one program, handlers or client code, has under way itself. */
  maxOutgoingCalls: 256,
  /** What one run may write into the ledger that testifies. */
  maxFixtureEntries: 1_000,
  /** Emulated network: delay and jitter each way, and the widest pipe. */
  maxDelayMs: 10_000,
  maxBandwidthKbps: 10_000_000,
  /** The narrowest pipe: a call of 100 bytes still comes through in a second. */
  minBandwidthKbps: 1,
  /** The longest a handler may keep its thread without giving it back. */
  turnMs: 2_000,
  /** Processor time over the bucket's refill: burst, then a sustained share. */
  cpuBurstMs: 10_000,
  cpuSustainedShare: 0.25,
  memoryMb: 64,
  processMemoryMb: 200,
  logLineBytes: 4 * 1024,
  logBytesPerMinute: 1024 * 1024,
  logLinesPerTurn: 200,
  maxTimers: 10_000,
  idleMs: 60_000,
  maxAgeMs: 3_600_000,
  // Everyone together
  maxRunners: 40,
  warmRunners: 2,
  /** Compilations under way, and starts of runners: either has a line of its own, served visitor by visitor. */
  turnsAtOnce: 2,
  maxWaiting: 200,
  maxConnections: 8_192,
  // One visitor
  deploymentsPerMinute: 120,
  runsPerMinute: 120,
  maxRunnersPerVisitor: 20,
  maxWaitingPerVisitor: 60,
  maxWatches: 64,
  maxConnectionsPerVisitor: 512,
  // Load tests
  /** Calls per second of an open plan, and clients of a closed one. */
  maxLoadRate: 1_000,
  maxLoadClients: 200,
  maxLoadMs: 60_000,
  maxLoadCalls: 50_000,
  /** Calls under way; over HTTP/1.1 each takes a connection. */
  maxLoadInFlight: 1_000,
  maxLoadConnections: 256,
  maxLoadMessageBytes: 64 * 1024,
  /** Of all answers of one run. */
  maxLoadResponseBytes: 256 * 1024 * 1024,
  /** Single calls that are told one by one; of more, a random choice. */
  maxLoadSamples: 200_000,
  /** Load tests under way: the others wait in line, visitor by visitor. */
  loadsAtOnce: 1,
  maxLoadsPerVisitor: 1,
  loadsPerMinute: 12,
  // Captured bytes
  /** How long a capture lasts that nobody prolongs. */
  captureMs: 600_000,
  maxCaptureBytesPerAttempt: 256 * 1024,
  maxCaptureBytes: 8 * 1024 * 1024,
  maxCapturesPerVisitor: 4,
  /** Of everybody. */
  maxCapturedBytes: 128 * 1024 * 1024,
  // Short links
  /** Of what one keeps: sources, settings and the chosen experiment. */
  maxShareBytes: 64 * 1024,
  /** Kept and reported ones together. */
  sharesPerMinute: 30,
  // The page
  runMs: 60_000,
  maxCallsPerRun: 1_000,
  maxAttemptsPerRecord: 200_000,
  /** What the client's side of a run may tell: stamps of attempts, beats, log lines, messages of streams. */
  maxFactsPerRun: 1_000_000,
} as const satisfies Record<string, number>;

export type LimitName = keyof typeof defaultLimits;

export function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(defaultLimits, name);
}

export type Limits = Readonly<Record<LimitName, number>>;

/** Made when it is needed: pages read the numbers above, and their bundles leave the validator out. */
function overridesSchema() {
  const names = Object.keys(defaultLimits) as [LimitName, ...LimitName[]];
  return z.partialRecord(z.enum(names), z.number().positive());
}

/** Reads `PLAYGROUND_LIMITS`; an unknown name or a value that is no positive number is a problem. */
export function parseLimits(text: string | undefined): Result<Limits> {
  if (text === undefined || text.trim() === "") return ok(defaultLimits);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail("PLAYGROUND_LIMITS is not JSON");
  }
  const parsed = overridesSchema().safeParse(json);
  if (!parsed.success) return fail(`PLAYGROUND_LIMITS: ${z.prettifyError(parsed.error)}`);
  return ok({ ...defaultLimits, ...parsed.data });
}
