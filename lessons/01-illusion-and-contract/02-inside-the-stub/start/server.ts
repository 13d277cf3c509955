import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    sayHello: ({ name }) => ({ message: `Hello, ${name}` }),
  });
