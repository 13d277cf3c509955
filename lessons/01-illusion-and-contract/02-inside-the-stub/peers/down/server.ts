import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";
import { params } from "./params";

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    sayHello({ name }) {
      throw new ConnectError(`not for ${name}`, params.codes[name] as Code);
    },
  });
