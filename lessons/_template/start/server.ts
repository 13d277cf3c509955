import type { ConnectRouter } from "@connectrpc/connect";
import { Shouter } from "./gen/shout_pb";

export default (router: ConnectRouter) =>
  router.service(Shouter, {
    async shout({ word }) {
      return { text: word.toUpperCase() };
    },
  });
