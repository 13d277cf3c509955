import { createClient } from "@connectrpc/connect";
import { settings, transport } from "playground";
import { Growth } from "./gen/complexity_pb";

const growth = createClient(Growth, transport);

/**
 * n 每次翻倍
 *
 * 每次要的都是上一次的两倍，处理函数把每个数看一遍：每次调用大约是上一次的两倍时间。
 */
export async function doubling() {
  for (let call = 0; call < settings.calls; call++) {
    const n = 1_000 * 2 ** call;
    const { result } = await growth.linear({ n });
    console.log(`n = ${n}: ${result}`);
  }
}

/**
 * n 翻倍，代价平方
 *
 * 同样翻倍，处理函数却要两两比较：每次调用大约是上一次的四倍时间。
 */
export async function pairs() {
  for (let call = 0; call < settings.calls; call++) {
    const n = 200 * 2 ** call;
    const { result } = await growth.quadratic({ n });
    console.log(`n = ${n}: ${result}`);
  }
}
