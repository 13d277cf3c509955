/** A network between callers and the gateway, with one link per direction that all calls share. */
export type Network = {
  /** One exchange's way through it, in which nothing overtakes. */
  openPath(direction: "toServer" | "toCaller"): Path;
};

export type Path = {
  /** Hands `bytes` over; `deliver` is called when they have arrived. Returns how long that takes, µs. */
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
  const links = { toServer: createLink(plan, parts), toCaller: createLink(plan, parts) };
  return { openPath: (direction) => createPath(links[direction], parts.nowUs) };
}

/** When a message handed over now arrives, µs. */
type Link = (bytes: number) => number;

/**
 * A link sends one byte after another and then lets them travel:
 * `free = max(now, free) + bytes / bandwidth`, arrival = `free` + delay ± jitter.
 */
function createLink(plan: NetworkPlan, { nowUs, random }: NetworkParts): Link {
  const usPerByte = plan.bandwidthKbps > 0 ? 8_000 / plan.bandwidthKbps : 0;
  let freeUs = 0;
  return (bytes) => {
    freeUs = Math.max(nowUs(), freeUs) + bytes * usPerByte;
    const delayMs = plan.delayMs + (2 * random() - 1) * plan.jitterMs;
    return freeUs + Math.max(0, delayMs) * 1_000;
  };
}

function createPath(link: Link, nowUs: () => number): Path {
  const underWay: { dueUs: number; deliver: () => void }[] = [];
  let lastDueUs = 0;
  let armed = false;

  const arm = (dueUs: number) => {
    armed = true;
    setTimeout(deliverDue, Math.max(0, Math.ceil((dueUs - nowUs()) / 1_000)));
  };
  const deliverDue = () => {
    armed = false;
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
      const dueUs = Math.max(lastDueUs, link(bytes));
      lastDueUs = dueUs;
      underWay.push({ dueUs, deliver });
      if (!armed) arm(dueUs);
      return Math.max(0, Math.round(dueUs - nowUs()));
    },
  };
}
