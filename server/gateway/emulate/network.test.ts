import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createNetwork, type NetworkPlan } from "./network.ts";

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

const plan: NetworkPlan = { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 };
const nowUs = () => Date.now() * 1_000;

function open(settings: Partial<NetworkPlan>, random: () => number = () => 0.5) {
  const network = createNetwork({ ...plan, ...settings }, { nowUs, random });
  if (network === null) throw new Error("nothing is emulated");
  const arrivals: [name: string, atMs: number][] = [];
  const arrive = (name: string) => () => void arrivals.push([name, Date.now()]);
  return { network, arrivals, arrive };
}

test("nothing emulated is no network at all, and no timer", () => {
  expect(createNetwork(plan, { nowUs, random: () => 0.5 })).toBeNull();
});

test("a message arrives after the delay", () => {
  const { network, arrivals, arrive } = open({ delayMs: 40 });
  expect(network.openPath("toServer").send(1_000, arrive("a"))).toBe(40_000);
  vi.advanceTimersByTime(39);
  expect(arrivals).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(arrivals).toEqual([["a", 40]]);
});

test("jitter is uniform between minus and plus, and never sends into the past", () => {
  const draws = [0, 0.5, 1];
  const { network } = open({ delayMs: 5, jitterMs: 10 }, () => draws.shift() ?? 0);
  const times = [1, 2, 3].map(() => network.openPath("toServer").send(1, () => {}));
  expect(times).toEqual([0, 5_000, 15_000]);
});

test("within one exchange nothing overtakes, between exchanges it may", () => {
  const draws = [1, 0, 0];
  const { network, arrivals, arrive } = open({ delayMs: 20, jitterMs: 10 }, () => draws.shift() ?? 0);
  const path = network.openPath("toCaller");
  path.send(1, arrive("slow first"));
  path.send(1, arrive("fast second"));
  network.openPath("toCaller").send(1, arrive("other exchange"));
  vi.runAllTimers();
  expect(arrivals).toEqual([
    ["other exchange", 10],
    ["slow first", 30],
    ["fast second", 30],
  ]);
});

test("all exchanges share the bandwidth of a direction, one byte after another", () => {
  // 8 kbit/s are one byte per millisecond.
  const { network, arrivals, arrive } = open({ delayMs: 10, bandwidthKbps: 8 });
  network.openPath("toServer").send(100, arrive("a"));
  network.openPath("toServer").send(50, arrive("b"));
  network.openPath("toCaller").send(30, arrive("back"));
  vi.runAllTimers();
  expect(arrivals).toEqual([
    ["back", 40],
    ["a", 110],
    ["b", 160],
  ]);
});

test("a link that has been idle keeps no credit", () => {
  const { network, arrivals, arrive } = open({ bandwidthKbps: 8 });
  const path = network.openPath("toServer");
  path.send(10, arrive("a"));
  vi.advanceTimersByTime(1_000);
  path.send(10, arrive("b"));
  vi.runAllTimers();
  expect(arrivals).toEqual([
    ["a", 10],
    ["b", 1_010],
  ]);
});

test("what is handed over during a delivery follows", () => {
  const { network, arrivals, arrive } = open({ delayMs: 10 });
  const path = network.openPath("toServer");
  path.send(1, () => {
    arrive("a")();
    path.send(1, arrive("b"));
  });
  vi.runAllTimers();
  expect(arrivals).toEqual([
    ["a", 10],
    ["b", 20],
  ]);
});

test("connections share the bandwidth evenly, and within one a small message waits for what was sent before", () => {
  // 8 kbit/s are one byte per millisecond.
  const { network, arrivals, arrive } = open({ delayMs: 10, bandwidthKbps: 8 });
  const [freight, express] = [network.openConnection().toCaller, network.openConnection().toCaller];
  freight.send(100, arrive("bulk"));
  freight.send(5, arrive("small, behind"));
  expect(express.send(5, arrive("small, beside"))).toBe(20_000);
  vi.runAllTimers();
  expect(arrivals).toEqual([
    ["small, beside", 20],
    ["bulk", 115],
    ["small, behind", 120],
  ]);
});

test("what a connection leaves unused the others get, from the moment on at which it has nothing to send", () => {
  const { network, arrivals, arrive } = open({ bandwidthKbps: 8 });
  const [one, other] = [network.openConnection().toServer, network.openConnection().toServer];
  one.send(40, arrive("one"));
  vi.advanceTimersByTime(20);
  other.send(20, arrive("other"));
  vi.runAllTimers();
  const [first, second] = arrivals;
  expect([first, second].map((arrival) => arrival?.[0]).sort()).toEqual(["one", "other"]);
  // Both had twenty bytes left at 20 ms, and half of the link each.
  expect([first?.[1], second?.[1]]).toEqual([60, 60]);
});

test("in a connection nothing overtakes, whichever exchange it belongs to", () => {
  const draws = [1, 0];
  const { network, arrivals, arrive } = open({ delayMs: 20, jitterMs: 10 }, () => draws.shift() ?? 0);
  const { toCaller } = network.openConnection();
  toCaller.send(1, arrive("slow first"));
  toCaller.send(1, arrive("fast second"));
  vi.runAllTimers();
  expect(arrivals).toEqual([
    ["slow first", 30],
    ["fast second", 30],
  ]);
});
