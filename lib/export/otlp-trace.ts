import { attemptFlags, missing } from "#lib/record/attempt-table.ts";
import { toPhases } from "#lib/record/phases.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { statusName } from "#lib/wire/status-names.ts";
import { traceContextOf } from "#lib/wire/trace-id.ts";

const clientKind = 3;
const serverKind = 2;
const internalKind = 1;
const statusOk = 1;
const statusError = 2;

/**
 * One attempt as OTLP in its JSON form (OpenTelemetry Protocol 1.x, `ExportTraceServiceRequest`), to be posted to
 * `/v1/traces`: the client's span, in it the server's, in it what the server's time went into. Phases are spans, stamps
 * are not invented: a phase that is not known has no span.
 */
export function otlpTrace(record: RunRecord, row: number): string {
  const { attempts, details, header } = record;
  const call = attempts.call[row] ?? 0;
  const attempt = attempts.attempt[row] ?? 0;
  const { spanId } = traceContextOf(header.id, call, attempt);
  const { traceId, parentId } = placeInTrace(record, row);
  const [service = "", method = ""] = (header.methods[attempts.method[row] ?? 0] ?? "").split("/");
  const status = attempts.status[row] ?? 0;
  const nanos = (us: number) =>
    String(BigInt(Math.round(header.startedAtUnixMs)) * 1_000_000n + BigInt(us) * 1_000n);
  const at = (name: "intended" | "arrived" | "replied" | "resumed" | "received") => {
    const us = attempts[name][row] ?? missing;
    return us === missing ? null : us;
  };
  const named = (part: string) => traceContextOf(`${header.id}/${part}`, call, attempt).spanId;
  const span = (
    id: string,
    parent: string | null,
    name: string,
    kind: number,
    fromUs: number,
    toUs: number,
  ) => ({
    traceId,
    spanId: id,
    ...(parent !== null && { parentSpanId: parent }),
    name,
    kind,
    startTimeUnixNano: nanos(fromUs),
    endTimeUnixNano: nanos(Math.max(fromUs, toUs)),
  });
  const rpc = [
    text("rpc.system", "connect_rpc"),
    text("rpc.service", service),
    text("rpc.method", method),
    number("rpc.grpc.status_code", status),
  ];
  const message = details.get(row)?.errorMessage;
  const outcome = {
    code: status === 0 ? statusOk : statusError,
    ...(status !== 0 && { message: message ?? statusName(status) }),
  };
  const begun = at("intended") ?? at("arrived") ?? 0;
  const ended = at("resumed") ?? at("received") ?? at("replied") ?? header.durationUs;
  const [arrived, replied] = [at("arrived"), at("replied")];
  const spans: object[] = [
    {
      ...span(spanId, parentId, `${service}/${method}`, clientKind, begun, ended),
      attributes: [
        ...rpc,
        number("rpc.playground.call", call + 1),
        number("rpc.playground.attempt", attempt + 1),
      ],
      status: outcome,
    },
  ];
  const serverId = named("server");
  if (arrived !== null && replied !== null) {
    spans.push({
      ...span(serverId, spanId, `${service}/${method}`, serverKind, arrived, replied),
      attributes: rpc,
      status: outcome,
    });
  }
  for (const { kinds, fromUs, toUs } of toPhases(attempts, row).phases) {
    const name = kinds.join(" + ");
    const isServers = kinds.every((kind) => kind === "queue" || kind === "execution" || kind === "reply");
    const parent = isServers && arrived !== null && replied !== null ? serverId : spanId;
    spans.push(span(named(name), parent, name, internalKind, fromUs, toUs));
  }
  const resource = {
    attributes: [text("service.name", "rpc-playground"), text("service.instance.id", header.deploymentId)],
  };
  const scope = { name: "rpc-playground", version: String(record.schemaVersion) };
  return JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope, spans }] }] }, null, 2);
}

/** Calls between services are of the trace of the call that caused them, below the server's span of their parent. */
function placeInTrace({ attempts, header }: RunRecord, row: number) {
  const nested = (at: number) => ((attempts.flags[at] ?? 0) & attemptFlags.nested) !== 0;
  const idsOf = (run: string, at: number) =>
    traceContextOf(run, attempts.call[at] ?? 0, attempts.attempt[at] ?? 0);
  const parent = nested(row) ? (attempts.parentAttempt[row] ?? missing) : missing;
  let root = row;
  // Parents stand before their children.
  for (
    let at = parent;
    at !== missing && at < root;
    at = nested(at) ? (attempts.parentAttempt[at] ?? missing) : missing
  )
    root = at;
  return {
    traceId: idsOf(header.id, root).traceId,
    parentId: parent === missing ? null : idsOf(`${header.id}/server`, parent).spanId,
  };
}

function text(key: string, stringValue: string) {
  return { key, value: { stringValue } };
}

function number(key: string, value: number) {
  return { key, value: { intValue: String(value) } };
}
