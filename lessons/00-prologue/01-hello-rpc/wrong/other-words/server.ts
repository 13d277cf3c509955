import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    async sayHello(request) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return { message: `Howdy, ${request.name}` };
    },
  });
