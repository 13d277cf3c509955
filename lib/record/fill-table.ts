import { Code } from "@connectrpc/connect";
import type { ServerAttempt } from "#lib/gen/playground/v1/event_pb.ts";
import {
  type AttemptTable,
  attemptFlags,
  createAttemptTable,
  noThread,
  openStatus,
  stampNames,
} from "./attempt-table.ts";
import type { ServerClock } from "./clock.ts";
import type { JoinedAttempt, JoinedAttempts } from "./join-attempts.ts";
import { placeStamps } from "./place-stamps.ts";
import type { ClientAttempt } from "./run-facts.ts";
import type { AttemptDetail } from "./run-record.ts";

export type FilledTable = {
  readonly attempts: AttemptTable;
  readonly details: ReadonlyMap<number, AttemptDetail>;
  readonly methods: readonly string[];
  /** At least one attempt contradicts the clocks. */
  readonly clockError: boolean;
};

/** Writes joined attempts into columns, in their order. `over`: the run has ended, nothing more is to be expected. */
export function fillTable(
  joined: JoinedAttempts,
  clock: ServerClock | null,
  toleranceUs: number,
  over: boolean,
): FilledTable {
  const attempts = { ...createAttemptTable(joined.rows.length), length: joined.rows.length };
  const details = new Map<number, AttemptDetail>();
  const methods = new Map<string, number>();
  let clockError = false;

  joined.rows.forEach((row, index) => {
    const stamps = placeStamps(row, clock, toleranceUs);
    for (const name of stampNames) attempts[name][index] = stamps[name];
    attempts.status[index] = statusOf(row, over);
    attempts.flags[index] = flagsOf(row, over) | (stamps.uncertain ? attemptFlags.uncertain : 0);
    attempts.method[index] = numberOf(methods, row.server?.method || row.client?.method || "");
    attempts.worker[index] = Math.min(255, row.server?.worker ?? 0);
    attempts.replica[index] = row.server?.replica ?? 0;
    writeName(attempts, joined, index);
    const detail = detailOf(row.client, row.server);
    if (Object.keys(detail).length > 0) details.set(index, detail);
    clockError ||= stamps.clockError;
  });
  return { attempts, details, methods: [...methods.keys()], clockError };
}

function writeName(attempts: AttemptTable, joined: JoinedAttempts, index: number): void {
  const { call = 0, attempt = 0 } = joined.rows[index] ?? {};
  attempts.call[index] = call;
  attempts.attempt[index] = Math.min(255, attempt);
  const { nested = false, server = null } = joined.rows[index] ?? {};
  if (nested) attempts.clientThread[index] = noThread;
  const parent = nested
    ? joined.rowOfSequence(server?.parentSequence ?? 0)
    : attempt > 0
      ? joined.rowOfCall(call, attempt - 1)
      : null;
  if (parent !== null && parent < index) attempts.parentAttempt[index] = parent;
}

function numberOf(names: Map<string, number>, name: string): number {
  const known = names.get(name);
  if (known !== undefined) return known;
  names.set(name, names.size);
  return Math.min(255, names.size - 1);
}

/** What the caller saw. Only when the page's own side was cut short does the server's word stand in. */
function statusOf({ client, server, outside, nested }: JoinedAttempt, over: boolean): number {
  if (nested && server?.callerCode !== undefined) return server.callerCode;
  return client?.code ?? (outside || over ? server?.code : undefined) ?? openStatus;
}

function flagsOf({ client, server, outside, nested }: JoinedAttempt, over: boolean): number {
  if (nested) return nestedFlags(server);
  const serverDecides = outside || (over && client?.code === undefined);
  let flags = 0;
  if (client?.cancelled === true || (serverDecides && server?.cancelled === true))
    flags |= attemptFlags.cancelled;
  if (client?.timeout === true) flags |= attemptFlags.timeout;
  if (server?.shed === true) flags |= attemptFlags.shed;
  if (outside) flags |= attemptFlags.outside;
  return flags;
}

function nestedFlags(server: ServerAttempt | null): number {
  let flags: number = attemptFlags.nested;
  // The handler did not wait for the answer when its signal fired, and the news of it may have come too late.
  const { receivedUs = 0, repliedUs = 0 } = server ?? {};
  const left = server?.cancelled === true || (receivedUs > 0 && receivedUs < repliedUs);
  if (left)
    flags |= server?.callerCode === Code.DeadlineExceeded ? attemptFlags.timeout : attemptFlags.cancelled;
  if (server?.shed === true) flags |= attemptFlags.shed;
  return flags;
}

function detailOf(client: ClientAttempt | null, server: ServerAttempt | null): AttemptDetail {
  const errorMessage = client?.errorMessage || server?.errorMessage;
  return {
    ...(errorMessage && { errorMessage }),
    ...(client?.refusal && { refusal: client.refusal }),
    ...(client?.reply && { reply: client.reply }),
    ...(client?.request && { request: client.request }),
    ...(client?.raw && { raw: true }),
    ...(client?.requestBody !== undefined && { requestBody: client.requestBody }),
    ...(client?.httpStatus && { httpStatus: client.httpStatus }),
    ...contradiction(client, server),
    ...(client?.connectionWaitUs && { connectionWaitUs: client.connectionWaitUs }),
    ...(client?.line && { line: client.line }),
    ...(client?.blocking && { blocking: true }),
    ...(server?.userAgent && { userAgent: server.userAgent }),
    ...(server && { sequence: server.sequence }),
    ...(server && { requestBytes: server.requestBytes, responseBytes: server.responseBytes }),
    ...(server?.cpuUs !== undefined && { cpuUs: server.cpuUs }),
    ...(server?.heapBytes !== undefined && { heapBytes: server.heapBytes }),
    ...(server?.queuedBehind && { queuedBehind: server.queuedBehind }),
    ...(server?.connection && { connection: server.connection }),
    ...(server?.connectionWaitUs && { connectUs: server.connectionWaitUs }),
    ...(server?.emulatedOutUs && { emulatedOutUs: server.emulatedOutUs }),
    ...(server?.emulatedBackUs && { emulatedBackUs: server.emulatedBackUs }),
  };
}

/** Streams that the client left early end well for it and not for the server, and raw answers are read as far as they can be. */
function contradiction(
  client: ClientAttempt | null,
  server: ServerAttempt | null,
): Pick<AttemptDetail, "serverStatus"> {
  const { code = 0 } = server ?? {};
  const isLeft = code === Code.Canceled || code === Code.DeadlineExceeded;
  return client?.code === 0 && !client.raw && code !== 0 && !isLeft ? { serverStatus: code } : {};
}
