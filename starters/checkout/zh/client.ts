import { ConnectError, createClient } from "@connectrpc/connect";
import { settings, transport } from "playground";
import { Checkout } from "./gen/shop_pb";

// 客户端只发出一次调用，背后发生什么是处理函数的事。在时间线里指向或选中一次调用，
// 就能看到它的处理函数又调用了谁。
const checkout = createClient(Checkout, transport);

/**
 * 先后调用两个服务
 *
 * 处理函数先问 Inventory，等到结果再问 Price：两段时间相加，尽管谁也不需要对方的答案。
 */
export async function inSequence() {
  for (let order = 1; order <= settings.calls; order++) {
    const { receipt } = await checkout.placeOrder({ item: `苹果 ${order}` });
    console.log(receipt);
  }
}

/**
 * 同时调用两个服务
 *
 * 处理函数先把两个调用都发出去，再等结果：总时长等于较慢的那一个。把工作线程设为 1 再运行一次：
 * 处理函数占着唯一的槽位，它自己发出的调用又在等这个槽位，一直等到截止时间到来。
 */
export async function inParallel() {
  for (let order = 1; order <= settings.calls; order++) {
    const { receipt } = await checkout.placeOrder({ item: `苹果 ${order}`, inParallel: true });
    console.log(receipt);
  }
}

/**
 * 共用一个截止时间
 *
 * 需要 500 ms 的调用只给 400 ms。callOptions(context) 把剩余的时间传下去，
 * Price 因此知道已经没有人在等，于是停下。
 */
export async function deadlinePassedOn() {
  try {
    await checkout.placeOrder({ item: "苹果" }, { timeoutMs: 400 });
  } catch (error) {
    console.log(ConnectError.from(error).message);
  }
}

/**
 * 截止时间没有传下去
 *
 * 同样是 400 ms，但处理函数继续调用时没有带上 callOptions(context)。客户端已经离开，
 * Price 仍然一直做到底，结果无人需要。
 */
export async function deadlineForgotten() {
  try {
    await checkout.placeOrder({ item: "苹果", forgetDeadline: true }, { timeoutMs: 400 });
  } catch (error) {
    console.log(ConnectError.from(error).message);
  }
}
