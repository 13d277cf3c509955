import { type ConnectRouter, createClient } from "@connectrpc/connect";
import { callOptions, transport } from "playground";
import { Checkout, Inventory, Price } from "./gen/shop_pb";

// Three services that know each other by their contract alone. Each call between them is a real one: it goes through
// the gateway, waits for a worker slot and stands in the timeline below the call that caused it.
const inventory = createClient(Inventory, transport);
const price = createClient(Price, transport);

/** Stands for a query to a database. It ends early when nobody waits for its result any more. */
function query(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      console.log("nobody waits any more: stopped");
      reject(signal.reason);
    });
  });
}

export default (router: ConnectRouter) =>
  router
    .service(Checkout, {
      async placeOrder({ item, inParallel, forgetDeadline }, context) {
        // Signal, time left of the deadline, trace: what belongs to the whole tree of calls is passed on.
        const options = forgetDeadline ? {} : callOptions(context);
        if (inParallel) {
          const [{ shelf }, { cents }] = await Promise.all([
            inventory.reserve({ item }, options),
            price.getPrice({ item }, options),
          ]);
          return { receipt: `${item} from ${shelf}, ${cents} cents` };
        }
        const { shelf } = await inventory.reserve({ item }, options);
        const { cents } = await price.getPrice({ item }, options);
        return { receipt: `${item} from ${shelf}, ${cents} cents` };
      },
    })
    .service(Inventory, {
      async reserve(_request, context) {
        await query(300, context.signal);
        return { shelf: "shelf 7" };
      },
    })
    .service(Price, {
      async getPrice(_request, context) {
        await query(200, context.signal);
        return { cents: 250 };
      },
    });
