import { create } from "@bufbuild/protobuf";
import { type ConnectRouter, createClient, type HandlerContext } from "@connectrpc/connect";
import { callOptions, transport } from "playground";
import { meetWithin, replyOf } from "./fates";
import { Ledger } from "./gen/playground/fixtures/v1/fixtures_pb";
import { LineSchema, Shop } from "./gen/shop_pb";
import { params } from "./params";
import { priceOf } from "./price";

const ledger = createClient(Ledger, transport);
const fates: Record<string, string> = params.fates;
const slow: readonly string[] = params.slow;

type Entry = { key: string; payload: string };

// en: All entries or none: they are written when the work is done, and an error before that leaves the books as they were.
// zh: 要么全写，要么不写：活干完了才写进账本，之前出错，账本就还是原样。
async function transaction(context: HandlerContext, work: (write: (entry: Entry) => void) => Promise<void>) {
  const entries: Entry[] = [];
  await work((entry) => entries.push(entry));
  const { contextValues } = callOptions(context);
  for (const entry of entries) await ledger.append(entry, { contextValues });
}

export default (router: ConnectRouter) => {
  router.service(Shop, {
    price: ({ item }) => ({ cents: priceOf(item) }),
    addItem({ lines, item }) {
      lines.push(create(LineSchema, { item, cents: priceOf(item) }));
      return { lines };
    },
    async place({ id, item }, context) {
      const fate = fates[id] ?? "answered";
      await transaction(context, async (write) => {
        write({ key: id, payload: item });
        await meetWithin(fate);
      });
      return replyOf(fate);
    },
    async linger({ customer }, { signal }) {
      if (slow.includes(customer)) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return {};
    },
  });
};
