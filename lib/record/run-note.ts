/** What the visitor wrote at a moment of a run. Plain text, never markup. */
export type RunNote = {
  readonly id: string;
  /** µs since the run's zero. */
  readonly atUs: number;
  /** Row of the attempt it is about; null: about the moment. */
  readonly attempt: number | null;
  readonly text: string;
};

export const noteLimits = { perRun: 100, characters: 500 } as const;
