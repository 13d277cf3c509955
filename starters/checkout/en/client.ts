import { ConnectError, createClient } from "@connectrpc/connect";
import { settings, transport } from "playground";
import { Checkout } from "./gen/shop_pb";

// The client makes one call; what happens behind it is the handler's affair. In the timeline a call shows whom its
// handler called when you point at it or select it.
const checkout = createClient(Checkout, transport);

/**
 * One service after the other
 *
 * The handler asks Inventory, waits, then asks Price: the two times add up, although neither answer needs the other.
 */
export async function inSequence() {
  for (let order = 1; order <= settings.calls; order++) {
    const { receipt } = await checkout.placeOrder({ item: `apple ${order}` });
    console.log(receipt);
  }
}

/**
 * Both services at once
 *
 * The handler asks both before it waits: the call takes as long as the slower one. Set the workers to 1 and run it
 * again: the handler holds the only slot, and its own calls wait for that slot until the deadline ends it.
 */
export async function inParallel() {
  for (let order = 1; order <= settings.calls; order++) {
    const { receipt } = await checkout.placeOrder({ item: `apple ${order}`, inParallel: true });
    console.log(receipt);
  }
}

/**
 * One deadline for all
 *
 * 400 ms for a call that takes 500. callOptions(context) passes on what is left of them, so that Price learns that
 * nobody waits any more, and stops.
 */
export async function deadlinePassedOn() {
  try {
    await checkout.placeOrder({ item: "apple" }, { timeoutMs: 400 });
  } catch (error) {
    console.log(ConnectError.from(error).message);
  }
}

/**
 * A deadline kept to oneself
 *
 * The same 400 ms, and the handler calls on without callOptions(context). The client has left, but Price works to its
 * end, for nobody.
 */
export async function deadlineForgotten() {
  try {
    await checkout.placeOrder({ item: "apple", forgetDeadline: true }, { timeoutMs: 400 });
  } catch (error) {
    console.log(ConnectError.from(error).message);
  }
}
