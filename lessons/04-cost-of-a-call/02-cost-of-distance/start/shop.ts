import type { ServiceImpl } from "@connectrpc/connect";
import { find } from "./catalogue";
import type { Shop } from "./gen/shop_pb";

export const shop: ServiceImpl<typeof Shop> = {
  getProduct: ({ id }) => ({ product: find(id) }),
};
