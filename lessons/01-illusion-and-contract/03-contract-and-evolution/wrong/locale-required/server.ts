import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";
import { params } from "./params";

const words: Record<string, string> = params.words;

export default (router: ConnectRouter) => {
  router.service(Greeter, {
    async sayHello({ fullName, locale }) {
      if (locale === "") throw new ConnectError("locale is required", Code.InvalidArgument);
      const [language = "en"] = locale.split("-");
      return { message: `${words[language] ?? words.en}, ${fullName}` };
    },
  });
};
