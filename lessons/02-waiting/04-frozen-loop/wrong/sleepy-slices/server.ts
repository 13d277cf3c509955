import type { ConnectRouter } from "@connectrpc/connect";
import { Vault } from "./gen/vault_pb";
import { params } from "./params";
import { seedOf, stir } from "./stir";

export default (router: ConnectRouter) => {
  router.service(Vault, {
    async hash({ password }) {
      let state = seedOf(password);
      for (let round = 0; round < params.rounds; round++) {
        state = stir(state);
        if (round % 40 === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return { hash: state >>> 0 };
    },

    ping: () => ({}),
  });
};
