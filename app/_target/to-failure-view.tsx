import type { Failure } from "#components/playground/failure.ts";
import { FailureCard } from "#components/playground/failure-card.tsx";
import type { FailureView } from "#components/target/target.ts";
import { type Diagnostic, Severity } from "#lib/gen/playground/v1/source_pb.ts";

/** A failure as the playground says it. */
export function toFailureView(failure: Failure): FailureView {
  return {
    // The code is in the playground: there is no editor on such a page to lead to.
    render: (onRetry) => (
      <FailureCard failure={failure} isOther={false} onGoTo={() => undefined} onRetry={onRetry} />
    ),
  };
}

/** What is wrong with sources that were looked at; null: nothing. */
export function failureOfSources(diagnostics: readonly Diagnostic[]): FailureView | null {
  const errors = diagnostics.filter(({ severity }) => severity === Severity.ERROR);
  return errors.length === 0 ? null : toFailureView(failureOfErrors(errors));
}

/** A handler that threw while it loaded was not a mistake of the compiler's. */
function failureOfErrors(errors: readonly Diagnostic[]): Failure {
  const thrown = errors.find(({ source }) => source === "handler");
  if (thrown === undefined) return { kind: "compile", diagnostics: errors };
  const { message, stack, path, startLine, startColumn, reason, values } = thrown;
  if (reason !== "") return { kind: "load", message, stack: [], reason: { name: reason, values } };
  const place = path === "" ? [] : [`${path}:${startLine}:${startColumn}`];
  return { kind: "load", message, stack: stack.length > 0 ? stack : place, reason: null };
}
