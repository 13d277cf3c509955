import { z } from "zod";
import { type AttemptColumns, type ColumnName, columnMax, columnNames } from "./record-columns.ts";
import type { RunRecord } from "./run-record.ts";

/** Columns hold up to hundreds of thousands of numbers: one pass over each, not one schema call per number. */
function column(max: number, mayBeMissing: boolean) {
  return z.custom<readonly (number | null)[]>(
    (values) => Array.isArray(values) && values.every((value) => isCell(value, max, mayBeMissing)),
  );
}

function isCell(value: unknown, max: number, mayBeMissing: boolean): boolean {
  if (value === null) return mayBeMissing;
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= max;
}

/** Stamps and the parent may be missing; every other column has a value in each row. */
const mayBeMissing = (name: ColumnName) => name !== "call" && columnMax[name] === columnMax.call;

const columnShape = Object.fromEntries(
  columnNames.map((name) => [name, column(columnMax[name], mayBeMissing(name))]),
);
const attempts = z.strictObject(columnShape) as unknown as z.ZodType<AttemptColumns>;

const us = z.int().min(0);
const count = z.int().min(0);
const text = z.string().max(65_536);
const stack = z.array(text).max(200).readonly();

const outcome = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("running") }),
  z.object({ kind: z.literal("finished") }),
  z.object({ kind: z.literal("stopped") }),
  z.object({ kind: z.literal("threw"), message: text, stack }),
  z.object({ kind: z.literal("limit"), limit: text, value: z.number() }),
  z.object({ kind: z.literal("lostConnection") }),
]);

const settings = z.object({
  workers: z.int().min(1).nullable(),
  queueLimit: count.nullable(),
  network: z.object({
    delayMs: z.number().min(0),
    jitterMs: z.number().min(0),
    bandwidthKbps: z.number().min(0),
  }),
  protocol: z.enum(["connect", "grpc-web"]),
  codec: z.enum(["binary", "json"]),
  calls: count,
});

const header = z.object({
  id: text,
  deploymentId: text,
  experiment: text,
  title: text,
  engine: z.enum(["real", "simulated"]),
  recorded: z.boolean(),
  startedAtUnixMs: z.number().min(0),
  durationUs: us,
  outcome,
  settings,
  methods: z.array(text).max(256).readonly(),
  httpVersion: text,
  hosts: count,
  clock: z.object({
    offsetUs: z.number().nullable(),
    driftUsPerS: z.number(),
    uncertaintyUs: z.number().min(0),
    stepUs: z.number().min(0),
  }),
  marks: z
    .array(z.enum(["hiddenTab", "sleep", "clockError", "coarseClock", "truncated", "recordGap"]))
    .readonly(),
  totals: z.object({ offered: count, ok: count, failed: count, shed: count, unsent: count, inFlight: count }),
});

const detail = z.object({
  errorMessage: text.exactOptional(),
  reply: text.exactOptional(),
  userAgent: text.exactOptional(),
  requestBytes: count.exactOptional(),
  responseBytes: count.exactOptional(),
  queuedBehind: count.exactOptional(),
  connectionWaitUs: z.number().min(0).exactOptional(),
  line: count.exactOptional(),
  emulatedOutUs: z.number().min(0).exactOptional(),
  emulatedBackUs: z.number().min(0).exactOptional(),
  blocking: z.boolean().exactOptional(),
});

const thread = z.object({
  name: text,
  side: z.enum(["client", "server"]),
  beats: column(columnMax.intended, false) as unknown as z.ZodType<readonly number[]>,
  blocked: z.array(z.object({ fromUs: us, toUs: us, reason: z.enum(["call", "busy"]) })).readonly(),
});

const log = z.object({
  atUs: us,
  source: z.enum(["client", "server"]),
  level: z.enum(["debug", "info", "warn", "error"]),
  text,
  path: text,
  line: count,
  attempt: count.nullable(),
  stack,
  dropped: count,
});

/** A record file: the record in plain JSON. Unknown keys are left out, so that a later addition does not break it. */
export const recordFileSchema = z.object({
  format: z.literal("rpc-playground-run"),
  schemaVersion: z.literal(1),
  header,
  attempts,
  details: z.array(z.tuple([count, detail])).readonly(),
  threads: z.array(thread).min(1).max(256).readonly(),
  logs: z.array(log).readonly(),
  runnerEvents: z
    .array(
      z.object({
        atUs: us,
        state: z.enum(["ready", "stopped"]),
        reason: text,
        limit: text,
        limitValue: z.number(),
      }),
    )
    .readonly(),
  messages: z
    .array(
      z.object({
        attempt: count,
        atUs: us,
        side: z.enum(["client", "server"]),
        direction: z.enum(["toClient", "toServer"]),
        bytes: count,
      }),
    )
    .readonly(),
}) satisfies z.ZodType<FileShape>;

type FileShape = Omit<RunRecord, "attempts" | "details" | "threads"> & Record<string, unknown>;
