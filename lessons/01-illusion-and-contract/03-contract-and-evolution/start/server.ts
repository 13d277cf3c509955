import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";
import { params } from "./params";

const words: Record<string, string> = params.words;

export default (router: ConnectRouter) => {
  router.service(Greeter, {
    async sayHello(request) {
      console.log(request);
      const [language = "en"] = request.locale.split("-");
      return { message: `${words[language] ?? words.en}, ${request.fullName}` };
    },
  });
};
