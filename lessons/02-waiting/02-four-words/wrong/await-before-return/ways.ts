import { createClient } from "@connectrpc/connect";
import { createBlockingClient, createHandleClient, sleep, transport } from "playground";
import { Greeter } from "./gen/greet_pb";

// en: sayHello returns the reply, and stops the thread until it is there.
// zh: sayHello 直接返回响应，在那之前线程停住。
const blocking = createBlockingClient(Greeter);
// en: sayHello returns a handle at once: tryGet() looks, wait() stops the thread.
// zh: sayHello 立刻返回句柄：tryGet() 看一眼，wait() 让线程停住。
const handles = createHandleClient(Greeter);
// en: sayHello returns a promise.
// zh: sayHello 返回 Promise。
const greeter = createClient(Greeter, transport);

// en: The thread stops; the message is returned.
// zh: 线程停住；消息由函数直接返回。
export function syncBlocking(name: string): string {
  return blocking.sayHello({ name }).message;
}

// en: The thread stays free; the message is asked for, again and again.
// zh: 线程空闲；消息靠一遍遍地问。
export async function syncNonBlocking(name: string): Promise<string> {
  const call = handles.sayHello({ name });
  for (;;) {
    const reply = call.tryGet();
    if (reply !== undefined) return reply.message;
    await sleep(20);
  }
}

// en: The thread stays free; the message is delivered later. The promise of it is handed over at once.
// zh: 线程空闲；消息稍后送达。它的 Promise 要马上交出来。
export async function asyncNonBlocking(name: string): Promise<{ answer: Promise<string> }> {
  const reply = await greeter.sayHello({ name });
  return { answer: Promise.resolve(reply.message) };
}

// en: Three calls are under way together; then the thread stops until all messages are there.
// zh: 三个调用一起进行；然后线程停住，直到消息到齐。
export function asyncBlocking(names: readonly string[]): string[] {
  const calls = names.map((name) => handles.sayHello({ name }));
  return calls.map((call) => call.wait().message);
}
