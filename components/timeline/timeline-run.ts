import type { RunRecord } from "#lib/record/run-record.ts";

/** A run to be drawn and what to call it. */
export type TimelineRun = { readonly record: RunRecord; readonly label: string };

/** The attempt that is looked at: run index and row of its table. */
export type TimelineSelection = { readonly run: number; readonly row: number };
