import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";
import { params } from "./params";

export default (router: ConnectRouter) => {
  router.service(Greeter, {
    async sayHello({ name }) {
      return { message: `${params.words.en}, ${name}` };
    },
  });
};
