import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    async sayHello(request) {
      throw new Error(`no greeting for ${request.name}`);
    },
  });
