import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { find } from "./catalogue";
import type { Shop } from "./gen/shop_pb";

export const shop: ServiceImpl<typeof Shop> = {
  getProduct: ({ id }) => ({ product: find(id) }),
  batchGet({ ids }) {
    const results = ids.map((id) => {
      const product = find(id);
      if (product === undefined) throw new ConnectError(`no product ${id}`, Code.NotFound);
      return { product };
    });
    return { results };
  },
};
