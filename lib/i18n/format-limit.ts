import type { LimitName } from "../limits.ts";
import { formatNumber } from "./format-text.ts";
import { type Locale, languageTags } from "./locales.ts";

type Quantity = "count" | "bytes" | "mebibytes" | "duration" | "share" | "kilobits";

const quantities = {
  maxFiles: "count",
  maxFileBytes: "bytes",
  maxSourceBytes: "bytes",
  maxPathLength: "count",
  maxMessageBytes: "bytes",
  unaryDeadlineMs: "duration",
  streamDeadlineMs: "duration",
  maxResponseBytes: "bytes",
  maxStreamMessages: "count",
  maxHeaderBytes: "bytes",
  callCpuMs: "duration",
  maxConcurrentCalls: "count",
  maxQueuedCalls: "count",
  maxWorkers: "count",
  maxCallDepth: "count",
  maxNestedCalls: "count",
  maxOutgoingCalls: "count",
  maxFixtureEntries: "count",
  maxDelayMs: "duration",
  maxBandwidthKbps: "kilobits",
  minBandwidthKbps: "kilobits",
  turnMs: "duration",
  cpuBurstMs: "duration",
  cpuSustainedShare: "share",
  memoryMb: "mebibytes",
  processMemoryMb: "mebibytes",
  logLineBytes: "bytes",
  logBytesPerMinute: "bytes",
  logLinesPerTurn: "count",
  maxTimers: "count",
  idleMs: "duration",
  maxAgeMs: "duration",
  maxRunners: "count",
  warmRunners: "count",
  turnsAtOnce: "count",
  maxWaiting: "count",
  maxConnections: "count",
  deploymentsPerMinute: "count",
  runsPerMinute: "count",
  maxRunnersPerVisitor: "count",
  maxWaitingPerVisitor: "count",
  maxWatches: "count",
  maxConnectionsPerVisitor: "count",
  maxLoadRate: "count",
  maxLoadClients: "count",
  maxLoadMs: "duration",
  maxLoadCalls: "count",
  maxLoadInFlight: "count",
  maxLoadConnections: "count",
  maxLoadMessageBytes: "bytes",
  maxLoadResponseBytes: "bytes",
  maxLoadSamples: "count",
  loadsAtOnce: "count",
  maxLoadsPerVisitor: "count",
  loadsPerMinute: "count",
  captureMs: "duration",
  maxCaptureBytesPerAttempt: "bytes",
  maxCaptureBytes: "bytes",
  maxCapturesPerVisitor: "count",
  maxCapturedBytes: "bytes",
  maxShareBytes: "bytes",
  sharesPerMinute: "count",
  runMs: "duration",
  maxCallsPerRun: "count",
  maxAttemptsPerRecord: "count",
  maxFactsPerRun: "count",
} as const satisfies Record<LimitName, Quantity>;

/** A limit's value as people say it: `4 MiB`, `30 seconds`, `25%`, `1,000`. What is counted is for the text around it. */
export function formatLimit(locale: Locale, name: LimitName, value: number): string {
  switch (quantities[name]) {
    case "bytes":
      return formatBytes(locale, value);
    case "mebibytes":
      return formatBytes(locale, value * 1024 * 1024);
    case "duration":
      return formatDuration(locale, value);
    case "share":
      return new Intl.NumberFormat(languageTags[locale], { style: "percent" }).format(value);
    case "kilobits":
      return formatBitRate(locale, value);
    case "count":
      return formatNumber(locale, value);
  }
}

/** In binary units, since limits are powers of two; one decimal at most. */
function formatBytes(locale: Locale, bytes: number): string {
  const [size, unit] =
    bytes >= 1024 ** 3
      ? [1024 ** 3, "GiB"]
      : bytes >= 1024 ** 2
        ? [1024 ** 2, "MiB"]
        : bytes >= 1024
          ? [1024, "KiB"]
          : [1, "B"];
  const amount = bytes / Number(size);
  return `${formatNumber(locale, amount, Number.isInteger(amount) ? 0 : 1)} ${unit}`;
}

function formatBitRate(locale: Locale, kbps: number): string {
  const [size, unit] =
    kbps % 1_000_000 === 0 ? [1_000_000, "Gbit/s"] : kbps % 1_000 === 0 ? [1_000, "Mbit/s"] : [1, "kbit/s"];
  return `${formatNumber(locale, kbps / Number(size))} ${unit}`;
}

/** In the largest unit that gives a whole number. */
function formatDuration(locale: Locale, ms: number): string {
  const [size, unit] =
    ms % 3_600_000 === 0
      ? [3_600_000, "hour"]
      : ms % 60_000 === 0
        ? [60_000, "minute"]
        : ms % 1_000 === 0
          ? [1_000, "second"]
          : [1, "millisecond"];
  const style = {
    style: "unit",
    unit: String(unit),
    unitDisplay: locale === "zh" ? "short" : "long",
  } as const;
  // One sign for milliseconds in all texts; the larger units are words.
  if (unit === "millisecond") return `${formatNumber(locale, ms)} ms`;
  const text = new Intl.NumberFormat(languageTags[locale], style).format(ms / Number(size));
  return text.replace(/(\d)(\p{Script=Han})/u, "$1 $2"); // Intl writes Chinese without the space of our texts
}
