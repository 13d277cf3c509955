import { createClient } from "@connectrpc/connect";
import { settings, transport } from "playground";
import { Growth } from "./gen/complexity_pb";

const growth = createClient(Growth, transport);

/**
 * Twice the n
 *
 * Calls that ask for twice as much each time, from a handler that looks at each number once: each takes about twice as long as the one before.
 */
export async function doubling() {
  for (let call = 0; call < settings.calls; call++) {
    const n = 1_000 * 2 ** call;
    const { result } = await growth.linear({ n });
    console.log(`n = ${n}: ${result}`);
  }
}

/**
 * Twice the n, squared
 *
 * The same, from a handler that compares all pairs: each call takes about four times as long as the one before.
 */
export async function pairs() {
  for (let call = 0; call < settings.calls; call++) {
    const n = 200 * 2 ** call;
    const { result } = await growth.quadratic({ n });
    console.log(`n = ${n}: ${result}`);
  }
}
