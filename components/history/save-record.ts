import { saveFile } from "#components/ui/save-file.ts";
import { toRecordFile } from "#lib/record/record-file.ts";
import type { RunRecord } from "#lib/record/run-record.ts";

/** Gives the visitor the record as a file, named by experiment and run. */
export function saveRecord(record: RunRecord): void {
  const { experiment, id } = record.header;
  saveFile(new Blob([toRecordFile(record)], { type: "application/json" }), `run-${experiment}-${id}.json`);
}
