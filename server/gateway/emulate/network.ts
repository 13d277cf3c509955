import { createSharedLink, type SharedLink } from "./shared-link.ts";

export type Direction = "toServer" | "toCaller";

/** A network between callers and the gateway, with one link per direction that all calls share. */
export type Network = {
  /** One exchange's way through it, in which nothing overtakes. Exchanges of this kind count as one connection. */
  openPath(direction: Direction): Path;
  /**
   * The ways of another connection, which gets its own share of the bandwidth. In it nothing overtakes at all, whichever
   * exchange it belongs to: TCP hands bytes over in the order in which they were sent (RFC 9293).
   */
  openConnection(): Readonly<Record<Direction, Path>>;
};

export type Path = {
  /**
   * Hands `bytes` over; `deliver` is called when they have arrived. Returns how long that takes as it looks now, µs:
   * other connections may yet begin to send.
   */
  send(bytes: number, deliver: () => void): number;
};

export type NetworkPlan = {
  readonly delayMs: number;
  /** The delay varies uniformly by up to this much either way. */
  readonly jitterMs: number;
  /** kbit/s; 0: unlimited. */
  readonly bandwidthKbps: number;
};

export type NetworkParts = { readonly nowUs: () => number; readonly random: () => number };

/** Null when nothing is emulated, so that the bytes of real speed meet no timer. */
export function createNetwork(plan: NetworkPlan, parts: NetworkParts): Network | null {
  if (plan.delayMs <= 0 && plan.jitterMs <= 0 && plan.bandwidthKbps <= 0) return null;
  const usPerByte = plan.bandwidthKbps > 0 ? 8_000 / plan.bandwidthKbps : 0;
  const links = {
    toServer: createSharedLink(usPerByte, parts.nowUs),
    toCaller: createSharedLink(usPerByte, parts.nowUs),
  };
  const drawDelayUs = () => Math.max(0, plan.delayMs + (2 * parts.random() - 1) * plan.jitterMs) * 1_000;
  const open = (direction: Direction, flow: object) =>
    createPath({ link: links[direction], flow, drawDelayUs, nowUs: parts.nowUs });
  const common = {};
  return {
    openPath: (direction) => open(direction, common),
    openConnection: () => {
      const flow = {};
      return { toServer: open("toServer", flow), toCaller: open("toCaller", flow) };
    },
  };
}

type PathParts = {
  readonly link: SharedLink;
  readonly flow: object;
  readonly drawDelayUs: () => number;
  readonly nowUs: () => number;
};

/** What has been sent arrives a delay after the last of it left. */
function createPath({ link, flow, drawDelayUs, nowUs }: PathParts): Path {
  const underWay: { dueUs: number; deliver: () => void }[] = [];
  let lastDueUs = 0;
  let armed = false;

  const arm = (dueUs: number) => {
    armed = true;
    setTimeout(onTimer, Math.max(0, Math.ceil((dueUs - nowUs()) / 1_000)));
  };
  const onTimer = () => {
    armed = false;
    deliverDue();
  };
  const deliverDue = () => {
    for (let first = underWay[0]; first !== undefined; first = underWay[0]) {
      // Node's timers may fire up to a millisecond early, and no message may be faster than the network.
      if (first.dueUs > nowUs()) break;
      underWay.shift();
      first.deliver();
    }
    const next = underWay[0];
    if (next !== undefined && !armed) arm(next.dueUs);
  };

  return {
    send(bytes, deliver) {
      const delayUs = drawDelayUs();
      const lastUs = link.send(flow, bytes, (atUs, isLate) => {
        lastDueUs = Math.max(lastDueUs, atUs + delayUs);
        underWay.push({ dueUs: lastDueUs, deliver });
        if (armed) return;
        // No second timer where the delay is over: it would add its millisecond.
        if (isLate && lastDueUs <= nowUs()) deliverDue();
        else arm(lastDueUs);
      });
      return Math.max(0, Math.round(Math.max(lastDueUs, lastUs + delayUs) - nowUs()));
    },
  };
}
