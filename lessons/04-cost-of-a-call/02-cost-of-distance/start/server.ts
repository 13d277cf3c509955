import type { ConnectRouter } from "@connectrpc/connect";
import { Link } from "./gen/link_pb";
import { Shop } from "./gen/shop_pb";
import { shop } from "./shop";

// en: Replies are not compressed: bytes are counted here.
// zh: 回复原样发出，不压缩：这里要数字节。
const plain = { acceptCompression: [] };

export default (router: ConnectRouter) => {
  router.service(Shop, shop, plain);
  router.service(Link, { download: ({ bytes }) => ({ data: randomBytes(bytes) }) }, plain);
};

// en: getRandomValues gives at most 65 536 bytes at once.
// zh: getRandomValues 一次最多给 65 536 个字节。
function randomBytes(length: number) {
  const data = new Uint8Array(length);
  for (let from = 0; from < length; from += 65_536) crypto.getRandomValues(data.subarray(from, from + 65_536));
  return data;
}
