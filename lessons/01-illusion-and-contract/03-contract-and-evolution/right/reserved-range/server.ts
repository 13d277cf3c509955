import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";
import { params } from "./params";

export default (router: ConnectRouter) => {
  router.service(Greeter, {
    async sayHello({ fullName, locale = "en" }) {
      const language = locale.slice(0, 2) as keyof typeof params.words;
      return { message: `${params.words[language] ?? params.words.en}, ${fullName}` };
    },
  });
};
