/**
 * What settling a plan says about it. The page has the words (`load.notes` of the dictionaries); the values that go with
 * each are beside it. `limit` is a name of lib/limits.ts.
 */
export const planNotes = [
  // A number was out of range, or none at all
  "VALUE_LOWERED", // field, value; limit where it is one
  "VALUE_RAISED", // field, value
  // gRPC needs HTTP/2
  "HTTP2_NEEDED",
  // Rate × duration would be more calls than one run may make
  "DURATION_SHORTENED", // durationMs, limit, value
  // So few calls bound no p99
  "FEW_CALLS", // calls, needs
] as const;

export type PlanNoteReason = (typeof planNotes)[number];

/** The numbers of a plan by the names under which notes speak of them. */
export const planFields = [
  "ratePerSecond",
  "clients",
  "thinkMs",
  "start",
  "levels",
  "durationMs",
  "deadlineMs",
  "seed",
  "maxInFlight",
  "connections",
] as const;

export type PlanField = (typeof planFields)[number];

export type PlanNote = {
  readonly reason: PlanNoteReason;
  readonly values: Readonly<Record<string, string>>;
};
