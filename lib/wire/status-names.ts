import { openStatus, transportStatus } from "#lib/record/attempt-table.ts";

/** gRPC status codes by number (grpc/grpc: doc/statuscodes.md). */
const grpcNames = [
  "OK",
  "CANCELLED",
  "UNKNOWN",
  "INVALID_ARGUMENT",
  "DEADLINE_EXCEEDED",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "PERMISSION_DENIED",
  "RESOURCE_EXHAUSTED",
  "FAILED_PRECONDITION",
  "ABORTED",
  "OUT_OF_RANGE",
  "UNIMPLEMENTED",
  "INTERNAL",
  "UNAVAILABLE",
  "DATA_LOSS",
  "UNAUTHENTICATED",
] as const;

const transportNames: ReadonlyMap<number, string> = new Map(
  Object.entries(transportStatus).map(([name, status]) => [status, name.toUpperCase()]),
);

/** The field's name for an attempt's status: `OK`, `RESOURCE_EXHAUSTED`, `REFUSED`; empty while it is open. */
export function statusName(status: number): string {
  if (status === openStatus) return "";
  return grpcNames[status] ?? transportNames.get(status) ?? String(status);
}
