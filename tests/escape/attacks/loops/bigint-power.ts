/** One multiplication in C++ that takes minutes and looks at no interrupt. */
export function attack() {
  let big = 3n ** 1_000_000n;
  for (let n = 0; n < 20; n++) big *= big;
  return { text: String(big.toString().length) };
}
