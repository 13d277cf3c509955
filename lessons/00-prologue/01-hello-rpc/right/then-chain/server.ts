import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    sayHello(request) {
      return sleep(1000).then(() => ({ message: "Hello, " + request.name }));
    },
  });
