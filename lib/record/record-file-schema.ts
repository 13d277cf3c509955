// The small edition: a page reads its recorded runs with it.
import * as z from "zod/mini";
import { type AttemptColumns, type ColumnName, columnMax, columnNames } from "./record-columns.ts";
import { noteLimits } from "./run-note.ts";
import type { RunRecord } from "./run-record.ts";

// Without code made at run time: a page's content security policy forbids it, and asking is already a violation.
z.config({ jitless: true });

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
const attempts = z.strictObject(columnShape) as unknown as z.ZodMiniType<AttemptColumns>;

const us = z.int().check(z.minimum(0));
const count = z.int().check(z.minimum(0));
const text = z.string().check(z.maxLength(65_536));
const stack = z.readonly(z.array(text).check(z.maxLength(200)));
const refusal = z.object({ name: text, values: z.record(z.string(), text) });

const outcome = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("running") }),
  z.object({
    kind: z.literal("finished"),
    returned: z.exactOptional(text),
    returnedTooLong: z.exactOptional(z.literal(true)),
  }),
  z.object({ kind: z.literal("stopped") }),
  z.object({ kind: z.literal("threw"), message: text, stack, refusal: z.exactOptional(refusal) }),
  z.object({ kind: z.literal("limit"), limit: text, value: z.number() }),
  z.object({ kind: z.literal("lostConnection") }),
]);

const settings = z.object({
  workers: z.nullable(z.int().check(z.minimum(1))),
  queueLimit: z.nullable(count),
  network: z.object({
    delayMs: z.number().check(z.minimum(0)),
    jitterMs: z.number().check(z.minimum(0)),
    bandwidthKbps: z.number().check(z.minimum(0)),
  }),
  protocol: z.enum(["connect", "grpc-web", "grpc"]),
  codec: z.enum(["binary", "json"]),
  calls: count,
  where: z.optional(z.enum(["browser", "backend"])),
});

const header = z.object({
  id: text,
  deploymentId: text,
  experiment: text,
  title: text,
  engine: z.enum(["real", "simulated"]),
  recorded: z.boolean(),
  startedAtUnixMs: z.number().check(z.minimum(0)),
  durationUs: us,
  outcome,
  settings,
  methods: z.readonly(z.array(text).check(z.maxLength(256))),
  httpVersion: text,
  hosts: count,
  clock: z.object({
    offsetUs: z.nullable(z.number()),
    driftUsPerS: z.number(),
    uncertaintyUs: z.number().check(z.minimum(0)),
    stepUs: z.number().check(z.minimum(0)),
  }),
  marks: z.readonly(
    z.array(z.enum(["hiddenTab", "sleep", "clockError", "coarseClock", "truncated", "recordGap"])),
  ),
  totals: z.object({ offered: count, ok: count, failed: count, shed: count, unsent: count, inFlight: count }),
  recordedBy: z.exactOptional(
    z.object({ program: text, versions: z.record(z.string(), text), command: text }),
  ),
});

const detail = z.object({
  errorMessage: z.exactOptional(text),
  refusal: z.exactOptional(refusal),
  reply: z.exactOptional(text),
  request: z.exactOptional(text),
  raw: z.exactOptional(z.literal(true)),
  requestBody: z.exactOptional(text),
  httpStatus: z.exactOptional(count),
  serverStatus: z.exactOptional(count),
  userAgent: z.exactOptional(text),
  sequence: z.exactOptional(count),
  requestBytes: z.exactOptional(count),
  responseBytes: z.exactOptional(count),
  cpuUs: z.exactOptional(count),
  heapBytes: z.exactOptional(count),
  queuedBehind: z.exactOptional(count),
  connectionWaitUs: z.exactOptional(z.number().check(z.minimum(0))),
  line: z.exactOptional(count),
  connection: z.exactOptional(count),
  connectUs: z.exactOptional(count),
  emulatedOutUs: z.exactOptional(z.number().check(z.minimum(0))),
  emulatedBackUs: z.exactOptional(z.number().check(z.minimum(0))),
  blocking: z.exactOptional(z.boolean()),
});

const thread = z.object({
  name: text,
  side: z.enum(["client", "server"]),
  beats: column(columnMax.intended, false) as unknown as z.ZodMiniType<readonly number[]>,
  blocked: z.readonly(z.array(z.object({ fromUs: us, toUs: us, reason: z.enum(["call", "busy"]) }))),
});

const log = z.object({
  atUs: us,
  source: z.enum(["client", "server"]),
  level: z.enum(["debug", "info", "warn", "error"]),
  text,
  path: text,
  line: count,
  attempt: z.nullable(count),
  stack,
  dropped: count,
});

const control = z.object({
  enteredUs: us,
  returnedUs: z.exactOptional(us),
  settledUs: z.exactOptional(us),
  kind: z.exactOptional(z.enum(["value", "promise"])),
});

const poll = z.object({ call: count, fromUs: us, toUs: us });

const fixture = z.object({
  ...{ atUs: us, fixture: text, op: text, key: text, payload: text, attempt: z.nullable(count) },
});

const heap = z.object({ atUs: us, bytes: count, replica: count });

const note = z.object({
  id: z.string().check(z.maxLength(64)),
  atUs: us,
  attempt: z.nullable(count),
  text: z.string().check(z.maxLength(noteLimits.characters)),
});

/** A record file: the record in plain JSON. Unknown keys are left out, so that a later addition does not break it. */
export const recordFileSchema = z.object({
  format: z.literal("rpc-playground-run"),
  schemaVersion: z.literal(1),
  header,
  attempts,
  details: z.readonly(z.array(z.tuple([count, detail]))),
  threads: z.readonly(z.array(thread).check(z.minLength(1), z.maxLength(256))),
  logs: z.readonly(z.array(log)),
  runnerEvents: z.readonly(
    z.array(
      z.object({
        atUs: us,
        state: z.enum(["ready", "stopped"]),
        reason: text,
        limit: text,
        limitValue: z.number(),
      }),
    ),
  ),
  messages: z.readonly(
    z.array(
      z.object({
        attempt: count,
        atUs: us,
        side: z.enum(["client", "server"]),
        direction: z.enum(["toClient", "toServer"]),
        bytes: count,
      }),
    ),
  ),
  control: z.exactOptional(control),
  polls: z.exactOptional(z.readonly(z.array(poll))),
  fixtures: z.exactOptional(z.readonly(z.array(fixture))),
  heap: z.exactOptional(z.readonly(z.array(heap))),
  notes: z.exactOptional(z.readonly(z.array(note).check(z.maxLength(noteLimits.perRun)))),
}) satisfies z.ZodMiniType<FileShape>;

type FileShape = Omit<RunRecord, "attempts" | "details" | "threads"> & Record<string, unknown>;
