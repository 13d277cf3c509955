import { toRecordFile } from "#lib/record/record-file.ts";
import type { RunRecord } from "#lib/record/run-record.ts";

/** Gives the visitor the record as a file, named by experiment and run. */
export function saveRecord(record: RunRecord): void {
  const url = URL.createObjectURL(new Blob([toRecordFile(record)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `run-${record.header.experiment}-${record.header.id}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
