import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Greeter } from "./gen/greet_pb";
import { params } from "./params";

const greeter = createClient(Greeter, transport);

/**
 * en: Say hello
 * zh: 打个招呼
 */
export async function hello() {
  const reply = await greeter.sayHello({ name: params.name });
  console.log(reply.message);
  return reply.message;
}
