import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";
import { params } from "./params";

const words: Record<string, string> = params.words;

export default (router: ConnectRouter) => {
  router.service(Greeter, {
    async sayHello(request) {
      if (request.$unknown?.some(({ no }) => no === 3))
        throw new ConnectError("legacy_id is retired: please upgrade", Code.InvalidArgument);
      const [language = "en"] = request.locale.split("-");
      return { message: `${words[language] ?? words.en}, ${request.fullName}` };
    },
  });
};
