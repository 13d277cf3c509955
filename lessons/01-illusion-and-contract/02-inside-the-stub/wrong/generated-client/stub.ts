import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Greeter } from "./gen/greet_pb";

const greeter = createClient(Greeter, transport);

export async function sayHello(name: string): Promise<string> {
  try {
    return (await greeter.sayHello({ name })).message;
  } catch (error) {
    const words = Code[ConnectError.from(error).code].split(/(?=[A-Z])/);
    throw { code: words.join("_").toLowerCase() };
  }
}
