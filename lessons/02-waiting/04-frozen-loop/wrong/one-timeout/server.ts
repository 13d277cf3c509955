import type { ConnectRouter } from "@connectrpc/connect";
import { Vault } from "./gen/vault_pb";
import { params } from "./params";
import { seedOf, stir } from "./stir";

export default (router: ConnectRouter) => {
  router.service(Vault, {
    async hash({ password }) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      let state = seedOf(password);
      for (let round = 0; round < params.rounds; round++) {
        state = stir(state);
      }
      return { hash: state >>> 0 };
    },

    ping: () => ({}),
  });
};
