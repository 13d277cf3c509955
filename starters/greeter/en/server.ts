import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

/** Stands for a second of waiting: a database, another service. The thread is free meanwhile, the worker slot is not. */
function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    async sayHello(request) {
      console.log(`greeting ${request.name}`);
      await sleep(1000);
      return { message: `Hello, ${request.name}!` };
    },
  });
