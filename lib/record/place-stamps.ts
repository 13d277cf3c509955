import { missing, type StampName } from "./attempt-table.ts";
import { type ServerClock, toRunUs, toStamp } from "./clock.ts";
import type { JoinedAttempt } from "./join-attempts.ts";

/** The eight stamps of a row on the run's axis, and what had to be said about them. */
export type PlacedStamps = Readonly<Record<StampName, number>> & {
  /** A stamp was moved to a boundary within the clocks' uncertainty, or is an estimate. */
  readonly uncertain: boolean;
  /** The server's stamps contradict the client's by more than the uncertainty; they were left where they fell. */
  readonly clockError: boolean;
};

/**
 * Puts both halves of an attempt on one axis. Stamps are never repaired silently: within `toleranceUs` a server stamp
 * that fell before T1 or behind T7 is set to that boundary and the row is `uncertain`; beyond it nothing is moved.
 */
export function placeStamps(
  joined: JoinedAttempt,
  clock: ServerClock | null,
  toleranceUs: number,
): PlacedStamps {
  const server = placeServerStamps(joined, clock);
  // Both sides were stamped by one clock: nothing is to be joined.
  if (joined.nested)
    return { ...placeHandlerStamps(joined, clock), ...server, uncertain: false, clockError: false };
  const client = placeClientStamps(joined);
  if (joined.client === null || clock?.measured !== true) {
    return { ...client, ...server, clockError: false };
  }

  const abandoned = joined.client.cancelled === true || joined.client.timeout === true;
  const earliest = client.sent === missing ? client.intended : client.sent;
  // The server of an abandoned attempt may well work on after the client gave up.
  const latest = abandoned ? missing : client.received;
  // A deadline is answered when it passes; the handler may stop later still.
  const overran = server.replied !== missing && server.ended !== missing && server.ended > server.replied;
  const last = overran ? server.replied : lastOf(server.ended, server.started, server.arrived);
  // As it fell, also before the run's zero, where no column can hold it: being set to zero is being moved, too.
  const arrivedUs = joined.server?.arrivedUs;
  const tooEarly = beyond(earliest, arrivedUs === undefined ? missing : toRunUs(clock, arrivedUs));
  const tooLate = beyond(last, latest);
  if (tooEarly > toleranceUs || tooLate > toleranceUs) {
    return { ...client, ...server, clockError: true };
  }
  // T5 alone may come late by more: a busy server notes the hand-over after the client has read the reply.
  const moved = tooEarly > 0 || tooLate > 0 || beyond(server.replied, latest) > 0;
  const clamp = (stamp: number) =>
    stamp === missing ? missing : Math.min(latest, Math.max(earliest, stamp));
  return {
    ...client,
    arrived: clamp(server.arrived),
    started: clamp(server.started),
    ended: overran ? server.ended : clamp(server.ended),
    replied: clamp(server.replied),
    uncertain: client.uncertain || moved,
    clockError: false,
  };
}

function placeClientStamps({ client, server }: JoinedAttempt) {
  if (client === null) {
    return { intended: missing, sent: missing, received: missing, resumed: missing, uncertain: false };
  }
  const intended = toStamp(client.intendedUs);
  const resumed = toStamp(client.resumedUs);
  // Resource Timing reports responseEnd now and then after the code that read the body has run.
  const received = inOrder(intended, toStamp(client.receivedUs), resumed);
  const left = leftAt(toStamp(client.sentUs), server?.connectionWaitUs ?? 0);
  const sent = inOrder(intended, left, received === missing ? resumed : received);
  const moved = received !== toStamp(client.receivedUs) || sent !== left;
  return { intended, sent, received, resumed, uncertain: client.uncertain === true || moved };
}

/** A request leaves when the emulated connection that carries it is open and free; only the server knows when that was. */
function leftAt(sent: number, waitedUs: number): number {
  return sent === missing ? missing : sent + waitedUs;
}

function placeHandlerStamps({ server }: JoinedAttempt, clock: ServerClock | null) {
  const place = placer(clock);
  return {
    intended: place(server?.intendedUs),
    sent: place(server?.sentUs),
    received: place(server?.receivedUs),
    resumed: place(server?.resumedUs),
  };
}

function placer(clock: ServerClock | null): (serverUs: number | undefined) => number {
  return (serverUs) =>
    serverUs === undefined || clock === null ? missing : toStamp(toRunUs(clock, serverUs));
}

function placeServerStamps({ server }: JoinedAttempt, clock: ServerClock | null) {
  const place = placer(clock);
  return {
    arrived: place(server?.arrivedUs),
    started: server?.shed === true ? missing : place(server?.startedUs),
    ended: server?.shed === true ? missing : place(server?.endedUs),
    replied: place(server?.repliedUs),
  };
}

function inOrder(earliest: number, stamp: number, latest: number): number {
  return stamp === missing ? missing : Math.max(earliest, Math.min(stamp, latest));
}

/** How far `later` lies behind `sooner`, µs; 0 when a stamp is missing or the order is right. */
function beyond(sooner: number, later: number): number {
  return sooner === missing || later === missing ? 0 : Math.max(0, sooner - later);
}

function lastOf(...stamps: readonly number[]): number {
  return stamps.find((stamp) => stamp !== missing) ?? missing;
}
