import { defaultLimits } from "#lib/limits.ts";
import { fail, ok, type Result } from "#lib/result.ts";
import { attemptFlags, missing, stampNames } from "./attempt-table.ts";
import { checkInvariants, type InvariantId } from "./invariants.ts";
import { fromAttemptColumns, toAttemptColumns } from "./record-columns.ts";
import { recordFileSchema } from "./record-file-schema.ts";
import type { RunRecord } from "./run-record.ts";

/** Why a text is no record that can be shown. */
export type RecordFileProblem =
  | { readonly kind: "tooLarge"; readonly maxCharacters: number }
  | { readonly kind: "notJson" }
  /** JSON that does not even say it is a record: an array, a number, somebody else's file. */
  | { readonly kind: "otherJson" }
  /** A record, but of a version that this page does not know. */
  | { readonly kind: "otherVersion"; readonly version: number }
  /** `path` names the first wrong value: `header.settings.calls`. */
  | { readonly kind: "notARecord"; readonly path: string }
  | { readonly kind: "tooManyAttempts"; readonly maxAttempts: number }
  | { readonly kind: "brokenInvariant"; readonly id: InvariantId; readonly row: number | null };

const format = "rpc-playground-run";

/** The record as one JSON text, in columns, whole numbers. `parseRecordFile` gives the same record back, as recorded. */
export function toRecordFile(record: RunRecord): string {
  return JSON.stringify({
    format,
    ...record,
    attempts: toAttemptColumns(record.attempts),
    details: [...record.details],
    threads: record.threads.map((thread) => ({ ...thread, beats: [...thread.beats] })),
  });
}

/** Reads a record file. A stranger's text is data: every mistake has a name, nothing is thrown. */
export function parseRecordFile(
  text: string,
  maxAttempts: number = defaultLimits.maxAttemptsPerRecord,
): Result<RunRecord, RecordFileProblem> {
  // A row takes about 100 characters, with its detail and log lines rarely more than 400.
  const maxCharacters = 1_000_000 + maxAttempts * 400;
  if (text.length > maxCharacters) return fail({ kind: "tooLarge", maxCharacters });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail({ kind: "notJson" });
  }
  if (!saysItIsARecord(json)) return fail({ kind: "otherJson" });
  const version = versionOf(json);
  if (version !== null && version !== 1) return fail({ kind: "otherVersion", version });

  const parsed = recordFileSchema.safeParse(json);
  if (!parsed.success)
    return fail({ kind: "notARecord", path: parsed.error.issues[0]?.path.join(".") ?? "" });
  const { format: _, attempts: columns, details, threads, ...rest } = parsed.data;
  if (columns.call.length > maxAttempts) return fail({ kind: "tooManyAttempts", maxAttempts });
  const wrong = Object.entries(columns).find(([, column]) => column.length !== columns.call.length);
  if (wrong !== undefined) return fail({ kind: "notARecord", path: `attempts.${wrong[0]}` });

  const record: RunRecord = {
    ...rest,
    header: { ...rest.header, recorded: true },
    attempts: fromAttemptColumns(columns),
    details: new Map(details),
    threads: threads.map((thread) => ({ ...thread, beats: Uint32Array.from(thread.beats) })),
  };
  return checked(record);
}

function checked(record: RunRecord): Result<RunRecord, RecordFileProblem> {
  const [violation] = checkInvariants(record);
  if (violation !== undefined) return fail({ kind: "brokenInvariant", ...violation });
  const stray = strayReference(record);
  return stray === null ? ok(record) : fail({ kind: "notARecord", path: stray });
}

/** The path of the first number that points at nothing. */
function strayReference({
  attempts,
  details,
  fixtures,
  header,
  logs,
  messages,
  notes,
  threads,
}: RunRecord): string | null {
  const { length } = attempts;
  for (let row = 0; row < length; row++) {
    if ((attempts.method[row] ?? 0) >= header.methods.length) return `attempts.method.${row}`;
    const isNested = ((attempts.flags[row] ?? 0) & attemptFlags.nested) !== 0;
    if (!isNested && (attempts.clientThread[row] ?? 0) >= Math.max(1, threads.length))
      return `attempts.clientThread.${row}`;
    if (stampNames.every((name) => attempts[name][row] === missing)) return `attempts.intended.${row}`;
  }
  for (const row of details.keys()) if (row >= length) return "details";
  if (logs.some(({ attempt }) => attempt !== null && attempt >= length)) return "logs";
  if (fixtures?.some(({ attempt }) => attempt !== null && attempt >= length)) return "fixtures";
  if (messages.some(({ attempt }) => attempt >= length)) return "messages";
  if (notes?.some(({ attempt }) => attempt !== null && attempt >= length)) return "notes";
  return null;
}

function saysItIsARecord(json: unknown): json is object {
  return typeof json === "object" && json !== null && "format" in json && json.format === format;
}

function versionOf(json: object): number | null {
  if (!("schemaVersion" in json)) return null;
  return typeof json.schemaVersion === "number" ? json.schemaVersion : null;
}
