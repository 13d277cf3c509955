import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";
import { params } from "./params";

const words: Record<string, string> = params.words;

export default (router: ConnectRouter) => {
  router.service(Greeter, {
    sayHello({ name, fullName, locale }) {
      return { message: `${words[locale.slice(0, 2)] ?? words.en}, ${fullName || name}` };
    },
  });
};
