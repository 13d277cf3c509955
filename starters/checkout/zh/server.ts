import { type ConnectRouter, createClient } from "@connectrpc/connect";
import { callOptions, transport } from "playground";
import { Checkout, Inventory, Price } from "./gen/shop_pb";

// 三个服务，彼此只认契约。它们之间的每次调用都是真实的：经过网关，等待槽位，
// 在时间线里画在引起它的那次调用之下。
const inventory = createClient(Inventory, transport);
const price = createClient(Price, transport);

/** 代表一次数据库查询。如果已经没有人在等结果，它会提前结束。 */
function query(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      console.log("没有人在等了：停止");
      reject(signal.reason);
    });
  });
}

export default (router: ConnectRouter) =>
  router
    .service(Checkout, {
      async placeOrder({ item, inParallel, forgetDeadline }, context) {
        // 取消信号、剩余的时间、追踪信息：属于整棵调用树的东西，都要传下去。
        const options = forgetDeadline ? {} : callOptions(context);
        if (inParallel) {
          const [{ shelf }, { cents }] = await Promise.all([
            inventory.reserve({ item }, options),
            price.getPrice({ item }, options),
          ]);
          return { receipt: `${item}，取自${shelf}，${cents} 分` };
        }
        const { shelf } = await inventory.reserve({ item }, options);
        const { cents } = await price.getPrice({ item }, options);
        return { receipt: `${item}，取自${shelf}，${cents} 分` };
      },
    })
    .service(Inventory, {
      async reserve(_request, context) {
        await query(300, context.signal);
        return { shelf: "7 号货架" };
      },
    })
    .service(Price, {
      async getPrice(_request, context) {
        await query(200, context.signal);
        return { cents: 250 };
      },
    });
