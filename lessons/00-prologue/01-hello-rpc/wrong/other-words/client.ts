import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Greeter } from "./gen/greet_pb";
import { params } from "./params";

const greeter = createClient(Greeter, transport);

export async function hello() {
  const reply = await greeter.sayHello({ name: params.name });
  return reply.message.replace("Howdy", "Hello");
}
