"use client";

import { createContext } from "react";
import type { RunRecord } from "#lib/record/run-record.ts";

export type TimelinePin = {
  readonly row: number;
  readonly number: number;
  /** The reader is at its words: its span is ringed. */
  readonly isPointed: boolean;
};

/** Numbered marks on attempts, from whoever writes about the run; none without a provider. */
export type PinsOf = (record: RunRecord) => readonly TimelinePin[];

export const TimelinePins = createContext<PinsOf>(() => []);
