import { toCsv } from "#lib/csv.ts";
import { wireLayers } from "#lib/wire/wire-node.ts";
import type { TransportCall } from "./transport-calls.ts";

/** One line a call and round, in bytes and µs. */
export function toTransportsCsv(calls: readonly TransportCall[]): string {
  const sides = ["request", "response"] as const;
  const head = [
    "transport",
    "call",
    ...sides.flatMap((side) => wireLayers.map((layer) => `${side}_${layer}_bytes`)),
    "round",
    "latency_us",
    "connect_us",
  ];
  const rows = calls.flatMap((call) =>
    call.latenciesUs.map((latencyUs, round) => [
      call.transport,
      call.warm ? "warm" : "first",
      ...sides.flatMap((side) => wireLayers.map((layer) => call[side][layer])),
      round + 1,
      latencyUs,
      call.connectsUs[round] ?? null,
    ]),
  );
  return toCsv(head, rows);
}
