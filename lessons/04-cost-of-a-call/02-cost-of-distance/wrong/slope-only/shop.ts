import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { find } from "./catalogue";
import type { Shop } from "./gen/shop_pb";

const mostIds = 200;

export const shop: ServiceImpl<typeof Shop> = {
  getProduct: ({ id }) => ({ product: find(id) }),
  batchGet({ ids }) {
    if (ids.length > mostIds) throw new ConnectError(`at most ${mostIds} ids`, Code.InvalidArgument);
    return { results: ids.map((id) => ({ product: find(id) })) };
  },
};
