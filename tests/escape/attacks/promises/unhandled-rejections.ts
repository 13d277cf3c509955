/** A thousand rejections that nobody handles, of things that are no errors too. */
export function attack() {
  for (let n = 0; n < 1_000; n++) void Promise.reject(n % 2 === 0 ? new RangeError(`nobody ${n}`) : { n });
  return { text: "alive" };
}
