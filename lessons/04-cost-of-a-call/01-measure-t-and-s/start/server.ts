import type { ConnectRouter } from "@connectrpc/connect";
import { dedupe } from "./dedupe";
import { Lists } from "./gen/lists_pb";
import { sum } from "./sum";

export default (router: ConnectRouter) => {
  router.service(Lists, {
    dedupe: ({ items }) => ({ items: dedupe(items) }),
    sum: async (messages) => ({ sum: await sum(messages) }),
    ping: () => ({}),
  });
};
