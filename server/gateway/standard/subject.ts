import { type ContextKey, createContextKey, type HandlerContext } from "@connectrpc/connect";
import type { HealthState } from "./health-state.ts";
import type { SchemaIndex } from "./schema-index.ts";

/** Whom reflection and health speak of: a deployment, or this site. */
export type StandardSubject = {
  /** Full names of its own services. */
  readonly services: readonly string[];
  /** Those and the standard ones that are answered for it. */
  readonly listed: readonly string[];
  readonly health: HealthState;
  readSchema(): SchemaIndex;
};

export const subjectKey: ContextKey<StandardSubject | null> = createContextKey<StandardSubject | null>(null, {
  description: "whom reflection and health speak of",
});

/** The subject that the call was given. */
export function subjectOf(context: HandlerContext): StandardSubject {
  const subject = context.values.get(subjectKey);
  if (subject === null) throw new Error("a standard service was called without its subject");
  return subject;
}
