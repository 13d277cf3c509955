import { scheduler } from "node:timers/promises";
import type { ConnectRouter } from "@connectrpc/connect";
import { Vault } from "./gen/vault_pb";
import { params } from "./params";
import { seedOf, stir } from "./stir";

async function stirred(password: string, rounds: number): Promise<number> {
  let state = seedOf(password);
  for (let done = 0; done < rounds; done += 300) {
    for (let round = done; round < Math.min(rounds, done + 300); round++) state = stir(state);
    await scheduler.yield();
  }
  return state >>> 0;
}

export default (router: ConnectRouter) => {
  router.service(Vault, {
    hash: async ({ password }) => ({ hash: await stirred(password, params.rounds) }),
    ping: () => ({}),
  });
};
