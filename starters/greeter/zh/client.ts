import { createCallbackClient, createClient } from "@connectrpc/connect";
import { createBlockingClient, settings, transport } from "playground";
import { Greeter } from "./gen/greet_pb";

// 每个导出的 async 函数就是一个实验。区分它们的是四个词，回答的是两个问题：
//   结果怎么拿到？　　同步：就地取得，就是调用的返回值 · 异步：稍后送达
//   我的线程在干什么？阻塞：停住，一直等到结果回来 · 非阻塞：空闲，可以做别的事

/**
 * 阻塞，逐个调用
 *
 * 同步且阻塞：调用直接返回响应，而在此之前整个线程停住不动。
 * 定时器不响，点击也没人理：看看心跳里的那段空白。
 */
export async function blocking() {
  const greeter = createBlockingClient(Greeter);
  for (let call = 1; call <= settings.calls; call++) {
    const reply = greeter.sayHello({ name: `第 ${call} 位` });
    console.log(reply.message);
  }
}

/**
 * 逐个等待
 *
 * 写法和同步调用一样，却不阻塞：等待的只是这个函数，线程是空闲的，心跳照常。
 * 但后一个调用仍要等前一个结束，所以总时长一点也没有缩短。
 */
export async function awaiting() {
  const greeter = createClient(Greeter, transport);
  for (let call = 1; call <= settings.calls; call++) {
    const reply = await greeter.sayHello({ name: `第 ${call} 位` });
    console.log(reply.message);
  }
}

/**
 * 回调
 *
 * 异步且非阻塞：调用立刻返回，什么结果也不带。响应稍后送达，交给事先留下的那个函数。
 */
export async function callbacks() {
  const greeter = createCallbackClient(Greeter, transport);
  await new Promise<void>((resolve, reject) => {
    let open = settings.calls;
    for (let call = 1; call <= settings.calls; call++) {
      greeter.sayHello({ name: `第 ${call} 位` }, (error, reply) => {
        if (error) return reject(error);
        console.log(reply.message);
        open -= 1;
        if (open === 0) resolve();
      });
    }
    console.log("所有调用都已发出，线程空闲");
  });
}

/**
 * 一起调用
 *
 * 异步且非阻塞，用的是 Promise：每个 Promise 代表一个尚未到来的响应。所有调用一起等待，
 * 直到服务端的工作线程不够用为止。
 */
export async function allAtOnce() {
  const greeter = createClient(Greeter, transport);
  const replies = Array.from({ length: settings.calls }, (_, index) =>
    greeter.sayHello({ name: `第 ${index + 1} 位` }),
  );
  console.log("所有调用都已发出，线程空闲");
  for (const reply of await Promise.all(replies)) console.log(reply.message);
}
