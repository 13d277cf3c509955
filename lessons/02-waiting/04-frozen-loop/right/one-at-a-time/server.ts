import type { ConnectRouter } from "@connectrpc/connect";
import { Vault } from "./gen/vault_pb";
import { params } from "./params";
import { seedOf, stir } from "./stir";

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

async function work(password: string) {
  let state = seedOf(password);
  for (let round = 1; round <= params.rounds; round++) {
    state = stir(state);
    if (round % 400 === 0) await pause();
  }
  return { hash: state >>> 0 };
}

let last: Promise<unknown> = Promise.resolve();

export default (router: ConnectRouter) => {
  router.service(Vault, {
    hash({ password }) {
      const mine = last.then(() => work(password));
      last = mine;
      return mine;
    },

    ping: () => ({}),
  });
};
