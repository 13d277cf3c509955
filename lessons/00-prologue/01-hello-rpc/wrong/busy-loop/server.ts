import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    async sayHello(request) {
      const until = Date.now() + 1000;
      while (Date.now() < until);
      return { message: `Hello, ${request.name}` };
    },
  });
