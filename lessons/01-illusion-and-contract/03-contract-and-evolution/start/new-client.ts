import { createClient, type Transport } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

// en: The client of the second version.
// zh: 第二版的客户端。
export function greet(way: Transport, name: string, locale: string) {
  return createClient(Greeter, way).sayHello({ fullName: name, locale });
}
