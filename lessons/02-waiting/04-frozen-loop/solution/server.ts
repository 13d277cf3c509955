import type { ConnectRouter } from "@connectrpc/connect";
import { Vault } from "./gen/vault_pb";
import { params } from "./params";
import { seedOf, stir } from "./stir";

const sliceMs = 5;

export default (router: ConnectRouter) => {
  router.service(Vault, {
    async hash({ password }) {
      let state = seedOf(password);
      let from = performance.now();
      for (let round = 0; round < params.rounds; round++) {
        state = stir(state);
        if (performance.now() - from < sliceMs) continue;
        await new Promise((resolve) => setImmediate(resolve));
        from = performance.now();
      }
      return { hash: state >>> 0 };
    },

    ping: () => ({}),
  });
};
