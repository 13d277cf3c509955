import { create } from "@bufbuild/protobuf";
import type { StoreTrouble } from "#lib/failure-reasons.ts";
import { type Diagnostic, DiagnosticSchema, Severity } from "#lib/gen/playground/v1/source_pb.ts";

/** A warning beside a deployment that runs, and will not outlive this server unless it is saved later. */
export function notKept(trouble: StoreTrouble): Diagnostic {
  return create(DiagnosticSchema, {
    severity: Severity.WARNING,
    message: `The server's store could not keep this deployment (${trouble}); it runs from memory.`,
    source: "store",
    reason: "NOT_KEPT",
    values: { store: trouble },
  });
}
