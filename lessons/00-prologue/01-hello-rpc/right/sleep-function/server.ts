import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    async sayHello({ name }) {
      const greeting = "Hello, ".concat(name);
      await sleep(1000);
      return { message: greeting };
    },
  });
