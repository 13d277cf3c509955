import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    async sayHello(request) {
      // en: Wait for one second, then answer "Hello, " and the name.
      // zh: 先等一秒，再回答 "Hello, " 加名字。
      return {};
    },
  });
