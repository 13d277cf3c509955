/** The longest string there is, half a gigabyte: to encode it takes as much again. */
export function attack() {
  return { text: "x".repeat(2 ** 29 - 24) };
}
