import { createClient, type Transport } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

export function greet(way: Transport, fullName: string, locale: string) {
  return createClient(Greeter, way).sayHello({ name: fullName, locale });
}
