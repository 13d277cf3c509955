import type { ConnectRouter } from "@connectrpc/connect";
import { Simulator } from "./gen/simulator_pb";
import { Tickets } from "./gen/tickets_pb";
import { params } from "./params";
import { probe } from "./simulator";

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const stall = { from: Number.POSITIVE_INFINITY, until: 0 };
const sold = new Map<number, number>();

function serviceMs(round: number, seat: number): number {
  // en: Round 0 is the load test; the others belong to `little`.
  // zh: 第 0 轮是负载测试，其余各轮属于 `little`。
  const own = params.rounds[round - 1];
  if (own === undefined) return params.load.serviceMs;
  return seat % 4 === 0 ? own.slowMs : own.serviceMs;
}

export default (router: ConnectRouter) => {
  router.service(Tickets, {
    async buy({ round }) {
      const seat = (sold.get(round) ?? 0) + 1;
      sold.set(round, seat);
      const now = performance.now();
      if (now >= stall.from && now < stall.until) await sleep(stall.until - now);
      await sleep(serviceMs(round, seat));
      return { seat };
    },
    planStall({ afterMs, forMs }) {
      stall.from = performance.now() + afterMs;
      stall.until = stall.from + forMs;
      return {};
    },
  });

  let probes = 0;
  router.service(Simulator, {
    probe({ pool, rate }) {
      probes += 1;
      return probe(params.pools[pool], rate, params.seed + probes);
    },
  });
};
