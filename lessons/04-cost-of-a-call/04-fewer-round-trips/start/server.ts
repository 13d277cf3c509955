import type { ConnectRouter } from "@connectrpc/connect";
import { Shop } from "./gen/shop_pb";
import { params } from "./params";

const { salt, photoBytes } = params;
const photo = Uint8Array.from({ length: photoBytes }, (_, at) => (at * at + salt * at) % 251);

export default (router: ConnectRouter) => {
  router.service(
    Shop,
    {
      ping: () => ({}),
      getItem: ({ id }) => ({ title: `${id} / ${salt}` }),
      getPhoto: ({ from, length }) => ({
        data: photo.subarray(from, length === 0 ? undefined : from + length),
        size: photo.length,
      }),
    },
    // en: Replies are not compressed: their bytes are what the line carries.
    // zh: 回复原样发出，不压缩：线路上走的就是这么多字节。
    { acceptCompression: [] },
  );
};
