import type { CapturedAttempt } from "#lib/gen/playground/v1/wire_pb.ts";
import { attemptFlags } from "#lib/record/attempt-table.ts";
import type { RunRecord } from "#lib/record/run-record.ts";

/** Which attempt's bytes one wants. */
export type CapturedCall = {
  readonly deploymentId: string;
  /** Empty: a caller from outside. */
  readonly runId: string;
  /** The server's number of it; null: it never got there. */
  readonly sequence: number | null;
  /** From a file, or shown from one. */
  readonly isRecorded: boolean;
};

/** The attempt of a row, as the server names it. */
export function toCapturedCall({ header, details, attempts }: RunRecord, row: number): CapturedCall {
  const isOutside = ((attempts.flags[row] ?? 0) & attemptFlags.outside) !== 0;
  return {
    deploymentId: header.deploymentId,
    runId: isOutside ? "" : header.id,
    sequence: details.get(row)?.sequence ?? null,
    isRecorded: header.recorded || header.deploymentId === "",
  };
}

/** Why there are no bytes: keys of the dictionary's `wire.states`. */
export type NoBytes =
  | "off"
  | "noCapture"
  | "before"
  | "unseen"
  | "dropped"
  | "recorded"
  | "notOnServer"
  | "refused"
  | "failed";

export type CapturedBytes =
  | { readonly kind: "bytes"; readonly attempt: CapturedAttempt }
  | { readonly kind: "none"; readonly why: NoBytes };
