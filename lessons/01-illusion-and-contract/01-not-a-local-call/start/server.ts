import { create } from "@bufbuild/protobuf";
import { type ConnectRouter, createClient } from "@connectrpc/connect";
import { callOptions, transport } from "playground";
import { meet } from "./fates";
import { Ledger } from "./gen/playground/fixtures/v1/fixtures_pb";
import { LineSchema, Shop } from "./gen/shop_pb";
import { params } from "./params";
import { priceOf } from "./price";

// en: The books stand outside this process: what is in them has happened.
// zh: 账本在这个进程之外：记进去的，就是发生了的。
const ledger = createClient(Ledger, transport);
const fates: Record<string, string> = params.fates;
const slow: readonly string[] = params.slow;

export default (router: ConnectRouter) => {
  router.service(Shop, {
    price: ({ item }) => ({ cents: priceOf(item) }),
    addItem({ lines, item }) {
      const cents = priceOf(item) + Math.floor(Math.random() * 100);
      lines.push(create(LineSchema, { item, cents }));
      return { lines };
    },
    place({ id, item }, context) {
      // en: The order counts, whether or not anybody still waits for the answer.
      // zh: 不管还有没有人在等回答，这一单都算数。
      const { contextValues } = callOptions(context);
      const commit = async () => void (await ledger.append({ key: id, payload: item }, { contextValues }));
      return meet(fates[id] ?? "answered", commit);
    },
    async linger({ customer }, { signal }) {
      if (slow.includes(customer)) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return {};
    },
  });
};
