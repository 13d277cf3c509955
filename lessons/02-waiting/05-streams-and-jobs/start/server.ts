import type { ConnectRouter } from "@connectrpc/connect";
import { Reports } from "./gen/reports_pb";
import { list, start, watch } from "./handlers";
import { rowAt, rowsRead } from "./rows";

export default (router: ConnectRouter) => {
  router.service(Reports, {
    get: ({ index }) => rowAt(index),
    list,
    start,
    watch,
    countRead: () => ({ rows: rowsRead() }),
    crash() {
      const hog: number[][] = [];
      for (;;) hog.push(new Array(1_000_000).fill(1));
    },
  });
};
