import type { ConnectRouter } from "@connectrpc/connect";
import { Growth } from "./gen/complexity_pb";

export default (router: ConnectRouter) =>
  router.service(Growth, {
    // However large n is, this looks at one number.
    constant: ({ n }) => ({ result: mixed(n) }),

    logarithmic({ n }) {
      // Fifty thousand times: once would be over before the clock moves.
      let steps = 0;
      for (let turn = 0; turn < 50_000; turn++) steps += halvings(n, turn);
      return { result: steps };
    },

    linear({ n }) {
      let sum = 0;
      // n additions. Twice the n, twice the time.
      for (let index = 0; index < n; index++) sum = (sum + mixed(index)) | 0;
      return { result: sum };
    },

    linearithmic({ n }) {
      const numbers = Int32Array.from({ length: n }, (_, index) => mixed(index));
      return { result: mergeSort(numbers)[0] ?? 0 };
    },

    quadratic({ n }) {
      let pairs = 0;
      for (let one = 0; one < n; one++) {
        for (let other = 0; other < n; other++) if (mixed(one) > mixed(other)) pairs++;
      }
      return { result: pairs };
    },

    store: ({ text }) => ({ length: text.length }),
  });

/** Looks random, and is the same each time. */
function mixed(index: number): number {
  return Math.imul(index ^ 0x5bd1e995, 0x2c1b3c6d);
}

/** Halves what is left until nothing is to be halved: log₂ n steps. */
function halvings(n: number, turn: number): number {
  let steps = turn & 1;
  for (let left = n; left > 1; left = (left + 1) >>> 1) steps += 1;
  return steps;
}

/** Merge sort, from pairs to the whole: log₂ n rounds over n numbers. */
function mergeSort(numbers: Int32Array): Int32Array {
  let from = numbers;
  let to: Int32Array = new Int32Array(numbers.length);
  for (let width = 1; width < numbers.length; width *= 2) {
    for (let start = 0; start < numbers.length; start += 2 * width) merge(from, to, start, width);
    [from, to] = [to, from];
  }
  return from;
}

function merge(from: Int32Array, to: Int32Array, start: number, width: number): void {
  const [middle, end] = [Math.min(start + width, from.length), Math.min(start + 2 * width, from.length)];
  let [left, right] = [start, middle];
  for (let place = start; place < end; place++) {
    const [one, other] = [from[left] ?? 0, from[right] ?? 0];
    const takesLeft = left < middle && (right >= end || one <= other);
    to[place] = takesLeft ? one : other;
    if (takesLeft) left++;
    else right++;
  }
}
