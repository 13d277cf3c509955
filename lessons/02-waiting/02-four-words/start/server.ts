import type { ConnectRouter } from "@connectrpc/connect";
import { sleep } from "playground";
import { Greeter } from "./gen/greet_pb";
import { params } from "./params";

// en: Nobody but this server knows who sits where.
// zh: 谁坐哪一桌，只有这个服务端知道。
const table = () => 1 + Math.floor(Math.random() * 99);

export default (router: ConnectRouter) => {
  router.service(Greeter, {
    async sayHello({ name }) {
      await sleep(params.serviceMs);
      return { message: `Hello, ${name}! Table ${table()}` };
    },
  });
};
