import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";
import { params } from "./params";

const words: Record<string, string> = params.words;

export default (router: ConnectRouter) => {
  router.service(Greeter, {
    async sayHello({ name: fullName, locale }) {
      const [language = "en"] = locale.split("-");
      return { message: `${words[language] ?? words.en}, ${fullName}` };
    },
  });
};
