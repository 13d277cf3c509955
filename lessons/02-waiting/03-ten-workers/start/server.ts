import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";
import { params } from "./params";

// en: The article's `sleep(1)`. A worker slot is held until the handler is done.
// zh: 文章里的 `sleep(1)`。处理函数做完之前，工作线程一直被占着。
function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export default (router: ConnectRouter) => {
  router.service(Greeter, {
    async sayHello({ name }) {
      await sleep(params.serviceMs);
      return { message: `Hello, ${name}` };
    },
  });
};
