import { createClient } from "@connectrpc/connect";
import { createBlockingClient, createHandleClient, sleep, transport } from "playground";
import { Greeter } from "./gen/greet_pb";

const ada = createBlockingClient(Greeter);
const bo = createHandleClient(Greeter);
const chen = createClient(Greeter, transport);

export async function a(name: string) {
  return ada.sayHello({ name }).message;
}

export function b(name: string) {
  return chen.sayHello({ name }).then((reply) => reply.message);
}

export async function c(names: readonly string[]) {
  const calls = names.map((name) => bo.sayHello({ name }));
  return calls.map((call) => call.wait().message);
}

export async function d(name: string) {
  const call = bo.sayHello({ name });
  while (call.tryGet() === undefined) await sleep(20);
  return call.wait().message;
}
